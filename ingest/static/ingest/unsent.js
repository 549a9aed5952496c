/* The list of recordings that are not sent yet: to hear, to name, to send, to throw away. */
import { send } from "./sending.js";

export function clock(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

function moment(recording) {
  return new Date(recording.begun).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

function ending(type) {
  if (type.includes("mp4")) return "m4a";
  return type.includes("ogg") ? "ogg" : "webm";
}

function fileName(recording) {
  const local = new Date(recording.begun - new Date(recording.begun).getTimezoneOffset() * 60000);
  return `Recording ${local.toISOString().slice(0, 16).replace("T", " ").replace(":", ".")}.${ending(recording.type)}`;
}

export class Unsent {
  /* `desk` is the recorder's element, `kept` the store. */
  constructor(desk, kept) {
    this.desk = desk;
    this.kept = kept;
    this.list = desk.querySelector("[data-kept]");
    this.template = desk.querySelector("[data-row]");
  }

  async show(recording) {
    const sound = await this.kept.sound(recording);
    if (!sound.size) return this.kept.drop(recording);
    const row = this.template.content.firstElementChild.cloneNode(true);
    const address = URL.createObjectURL(sound);
    row.querySelector(".kept__name").textContent = `${moment(recording)} · ${clock(recording.milliseconds)}`;
    row.querySelector("audio").src = address;
    row.dataset.sound = address;
    row.querySelector("input").value = recording.title;
    row.querySelector("input").addEventListener("change", (event) => this.rename(recording, event.target.value));
    row.querySelector("[data-do=send]").addEventListener("click", () => this.send(row, recording, sound));
    row.querySelector("[data-do=discard]").addEventListener("click", () => this.discard(row, recording));
    this.list.prepend(row);
    this.warnOfSize(row, sound);
    return row;
  }

  warnOfSize(row, sound) {
    const largest = Number(this.desk.dataset.largest);
    if (sound.size <= largest) return;
    const megabytes = (bytes) => Math.round(bytes / 1e6);
    this.say(row, `It has ${megabytes(sound.size)} MB; the server takes ${megabytes(largest)} MB at once.`, true);
  }

  rename(recording, title) {
    recording.title = title.trim();
    return this.kept.save(recording);
  }

  async send(row, recording, sound) {
    const form = new FormData();
    form.append("file", sound, fileName(recording));
    form.append("title", row.querySelector("input").value.trim());
    if (row.querySelector("[data-deck]").checked) form.append("deck", "on");
    this.hold(row, true);
    this.say(row, "Sending …");
    try {
      const progress = row.querySelector("progress");
      const onProgress = (percent) => (progress.value = percent);
      const answer = await send(this.desk.dataset.send, form, onProgress, (error) => {
        this.say(row, `${error.message} It is tried again; the recording is safe here.`, true);
      });
      await this.kept.drop(recording);
      this.thank(row, recording, answer);
      if (answer.deck) location.assign(answer.deck);
    } catch (error) {
      this.hold(row, false);
      this.say(row, `${error.message} The recording is kept here.`, true);
    }
  }

  thank(row, recording, answer) {
    const place = document.createElement("a");
    place.href = answer.deck ?? answer.activity;
    place.textContent = answer.deck ? "To the deck of it" : "See what becomes of it";
    const said = document.createElement("p");
    said.className = "kept__state";
    said.tabIndex = -1;
    const what = answer.duplicate ? "It was here already." : "Sent: the server has it, and writes it down.";
    said.append(`${moment(recording)}: ${what} `, place);
    URL.revokeObjectURL(row.dataset.sound);
    row.replaceChildren(said);
    said.focus();
  }

  /* Asked once more in place: a recording cannot be made again. */
  async discard(row, recording) {
    const button = row.querySelector("[data-do=discard]");
    if (!button.dataset.sure) {
      button.dataset.sure = "asked";
      button.textContent = "Discard for good?";
      return;
    }
    await this.kept.drop(recording);
    URL.revokeObjectURL(row.dataset.sound);
    row.remove();
    this.desk.querySelector("[data-record]").focus();
  }

  hold(row, busy) {
    for (const element of row.querySelectorAll("button, input")) element.disabled = busy;
    row.querySelector("progress").hidden = !busy;
  }

  say(row, words, wrong = false) {
    const state = row.querySelector(".kept__state");
    state.textContent = words;
    state.classList.toggle("kept__state--wrong", wrong);
  }
}
