/* A memo from the microphone. Every second of it is kept in this browser until the server has it. */
import { InMemory, Kept } from "./kept.js";
import { watchLevel } from "./level.js";
import { clock, Unsent } from "./unsent.js";

const PIECE = 1000;
const QUIET = 0.12;
const QUIET_FOR = 4000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

const desk = document.querySelector("[data-recorder]");
const part = (name) => desk.querySelector(`[data-${name}]`);
const [recordButton, pauseButton, stopButton] = ["record", "pause", "stop"].map(part);

let kept = null;
let unsent = null;
let session = null;

function say(words, wrong = false) {
  const state = part("state");
  if (state.textContent === words) return;
  state.textContent = words;
  state.classList.toggle("recorder__state--wrong", wrong);
}

/* Why there is nothing to record with, in words; empty where there is. */
function obstacle() {
  if (!isSecureContext) return "This page is not served over https, so the browser lends it no microphone.";
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return "This browser cannot record sound.";
  return "";
}

function whyNoMicrophone(error) {
  if (error.name === "NotAllowedError") return "The microphone was refused. Allow it beside the address, then try again.";
  if (error.name === "NotFoundError") return "There is no microphone on this device.";
  if (error.name === "NotReadableError") return "The microphone is in use by another program.";
  return "The microphone could not be opened.";
}

function whyNotKept(error) {
  return error?.name === "QuotaExceededError" ? "This browser has no more room" : "This browser keeps nothing any more";
}

function show(state) {
  recordButton.hidden = state !== "inactive";
  pauseButton.hidden = stopButton.hidden = state === "inactive";
  pauseButton.textContent = state === "paused" ? "Go on" : "Pause";
  desk.classList.toggle("recorder--on", state === "recording");
}

function showLevel(level) {
  const bar = part("level");
  bar.style.transform = `scaleX(${level.toFixed(3)})`;
  bar.classList.toggle("loud", level > 0.97);
  if (!session || session.recorder.state !== "recording") return;
  const now = performance.now();
  if (level > QUIET) session.heardAt = now;
  if (now - session.heardAt > QUIET_FOR) say("Nothing is heard: is this the right microphone?", true);
  else say("Recording.");
}

/* Time runs while the recorder does. */
class Stopwatch {
  constructor() {
    this.before = 0;
    this.since = null;
  }

  get milliseconds() {
    return Math.round(this.before + (this.since === null ? 0 : performance.now() - this.since));
  }

  start() {
    this.since = performance.now();
  }

  stop() {
    this.before = this.milliseconds;
    this.since = null;
  }
}

function newRecording(type) {
  const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  return { id, owner: desk.dataset.owner, begun: Date.now(), type, milliseconds: 0, title: "" };
}

/* Another tab sees by the lock that this recording still runs; it ends with the tab. */
function holdLock(recording) {
  let release = () => {};
  navigator.locks?.request(`recording-${recording.id}`, () => new Promise((resolve) => (release = resolve)));
  return () => release();
}

async function begin() {
  recordButton.disabled = true;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    start(stream);
  } catch (error) {
    say(whyNoMicrophone(error), true);
  } finally {
    recordButton.disabled = false;
  }
}

function start(stream) {
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48000 });
  const recording = newRecording(recorder.mimeType || type);
  session = {
    recorder,
    recording,
    stream,
    watch: new Stopwatch(),
    heardAt: performance.now(),
    pieces: Promise.resolve(),
    trouble: "",
    release: holdLock(recording),
    unwatch: watchLevel(stream, showLevel),
  };
  recorder.addEventListener("dataavailable", (event) => keep(event.data));
  recorder.addEventListener("stop", finish);
  stream.getAudioTracks()[0].addEventListener("ended", stop);
  recorder.start(PIECE);
  session.watch.start();
  session.ticking = setInterval(tick, 250);
  navigator.storage?.persist?.();
  show("recording");
  say("Recording.");
  pauseButton.focus();
}

function tick() {
  part("clock").textContent = clock(session.watch.milliseconds);
}

/* One after the other, so that the pieces lie in the order in which they came; behind one that is lost, none. */
function keep(data) {
  if (!data.size) return;
  const ours = session;
  const { milliseconds } = ours.watch;
  ours.pieces = ours.pieces.then(() => add(ours, data, milliseconds));
}

async function add(ours, data, milliseconds) {
  if (ours.trouble) return;
  try {
    await kept.add({ ...ours.recording, milliseconds }, data);
    ours.recording.milliseconds = milliseconds;
  } catch (error) {
    ours.trouble = whyNotKept(error);
    stop();
  }
}

function pause() {
  const { recorder, watch } = session;
  if (recorder.state === "paused") {
    recorder.resume();
    watch.start();
    session.heardAt = performance.now();
    say("Recording.");
  } else {
    recorder.requestData();
    recorder.pause();
    watch.stop();
    say("Paused.");
  }
  show(recorder.state);
}

function stop() {
  if (session && session.recorder.state !== "inactive") session.recorder.stop();
}

async function finish() {
  const ended = session;
  const { recording, release, stream, ticking, unwatch } = ended;
  clearInterval(ticking);
  unwatch();
  for (const track of stream.getTracks()) track.stop();
  await ended.pieces;
  session = null;
  show("inactive");
  part("clock").textContent = clock(0);
  release();
  const row = await unsent.show(recording);
  say(howItEnded(row, ended.trouble), Boolean(ended.trouble));
  row?.querySelector("input").focus();
}

function howItEnded(row, trouble) {
  if (!trouble) return row ? "Stopped. It stays in this browser until it is sent." : "Nothing was recorded.";
  return `${trouble}: ${row ? "the recording was stopped. Send what there is." : "nothing of it could be kept."}`;
}

async function showUnsent() {
  const held = new Set(((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name));
  const left = (await kept.all(desk.dataset.owner)).filter((one) => !held.has(`recording-${one.id}`));
  for (const recording of left.reverse()) await unsent.show(recording);
  if (left.length) say("What is below was recorded here and not sent yet.");
}

async function open() {
  desk.hidden = false;
  kept = await Kept.open().catch(() => null);
  if (!kept) say("This browser keeps no copy: what you record is lost if the page is closed before it is sent.", true);
  kept ??= new InMemory();
  unsent = new Unsent(desk, kept);
  const reason = obstacle();
  recordButton.disabled = Boolean(reason);
  if (reason) say(`${reason} A sound file can be handed over above.`, true);
  await showUnsent();
}

recordButton.addEventListener("click", begin);
pauseButton.addEventListener("click", pause);
stopButton.addEventListener("click", stop);
addEventListener("beforeunload", (event) => session && event.preventDefault());
open();
