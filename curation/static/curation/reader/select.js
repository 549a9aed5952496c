/* The tools at selected words: every form in them is told the span and the words. By mouse, keys and touch. */
import { sentences, spanOf, startOf, endOf, rangeOf, select, text } from "./offsets.js";

const tools = document.querySelector("[data-selection]");
const form = tools.querySelector("[data-mark-form]");
const note = tools.querySelector("[data-note-field]");
const written = note.querySelector("textarea");
const said = tools.querySelector("[data-said]");
const SOON = 200;
const TWICE = 350;
const AWAY = "no connection. Try again.";
const REFUSED = "the reason stands at your marks.";
const BROKEN = "something went wrong here. Try again.";
let chosen = null;
let timer = 0;
let keeping = Promise.resolve();
/* What could not be kept, while a note is being written or another such mark is shown. */
const unkept = [];
const tokens = new Map();
let tapped = { at: 0, sentence: null };

/* Not `crypto.randomUUID`: there is none without https. */
function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* The same mark again, by a key that was held or after it failed, is no other mark. */
function tokenOf(values) {
  const of = JSON.stringify(values);
  if (!tokens.has(of)) tokens.set(of, token());
  return tokens.get(of);
}

function fill(span) {
  for (const one of tools.querySelectorAll("form")) {
    for (const [name, value] of Object.entries(span)) {
      const field = one.elements.namedItem(name);
      if (field?.type === "hidden") field.value = value;
    }
  }
}

/* Beside the words where there is room; on a phone the stylesheet keeps them below. */
function place(box) {
  const top = box.bottom + scrollY + 10;
  const left = Math.min(box.left + scrollX, scrollX + document.documentElement.clientWidth - tools.offsetWidth - 12);
  tools.style.top = `${top}px`;
  tools.style.left = `${Math.max(12, left)}px`;
}

export function choose(span, box) {
  if (!isChosen(span)) said.textContent = "";
  chosen = span;
  fill(span);
  tools.hidden = false;
  if (box) place(box);
}

const isChosen = ({ start, end }) => chosen?.start === start && chosen.end === end;

function closeNote() {
  note.hidden = true;
  written.value = "";
}

export function letGo() {
  chosen = null;
  tools.hidden = true;
  closeNote();
  if (unkept.length) bringBack(...unkept.shift());
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) || range.intersectsNode(text) ? range : null;
}

/* In: the sentence to fall back to. Out: whether there are words to do something with. */
export function haveWords(sentence) {
  const range = selected();
  const span = range ? spanOf(range) : null;
  if (span) choose(span, range.getBoundingClientRect());
  else if (sentence) choose(whole(sentence), sentence.getBoundingClientRect());
  return Boolean(chosen);
}

function whole(sentence) {
  return { start: startOf(sentence), end: endOf(sentence), quote: sentence.textContent };
}

function look() {
  if (document.activeElement === written) return;
  const range = selected();
  const span = range && spanOf(range);
  if (span) choose(span, range.getBoundingClientRect());
  else if (!written.value.trim()) letGo();
}

export function press(selector) {
  tools.querySelector(selector)?.click();
}

export function openNote() {
  note.hidden = false;
  written.focus();
}

async function copy(button) {
  const words = `“${chosen.quote.trim()}”\n${button.dataset.cite}\n${location.origin}${location.pathname}#s${chosen.start}`;
  await navigator.clipboard?.writeText(words).catch(() => {});
  const called = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = called), 1600);
}

document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(look, SOON);
});
/* A press on a tool leaves the words selected. */
tools.addEventListener("pointerdown", (event) => event.target.matches("textarea") || event.preventDefault());
tools.addEventListener("mousedown", (event) => event.target.matches("textarea") || event.preventDefault());
tools.addEventListener("click", (event) => {
  if (event.target.closest("[data-note]")) openNote();
  if (event.target.closest("[data-let-go]")) letGo();
  const button = event.target.closest("[data-copy-words]");
  if (button && chosen) copy(button);
});

/* Two taps on a sentence highlight it: no handles to be drawn. */
text.addEventListener("pointerup", (event) => {
  if (event.pointerType !== "touch") return;
  const sentence = event.target.closest(".s");
  const again = sentence && tapped.sentence === sentence && event.timeStamp - tapped.at < TWICE;
  tapped = { at: event.timeStamp, sentence };
  if (!again || !getSelection().isCollapsed) return;
  tapped.sentence = null;
  choose(whole(sentence));
  press(".dot--yellow");
});

/* What was refused comes back as 422 with the reason in it. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});

/* One after the other, each with the words and the note as they were when it was pressed. */
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!chosen) return;
  const { name, value } = event.submitter;
  const told = { ...chosen, note: written.value, [name]: value };
  const values = { ...told, token: tokenOf(told) };
  closeNote();
  keeping = keeping.then(() => keep(values));
});

async function keep(values) {
  let status = 0;
  const hear = (event) => (status = event.detail.xhr.status);
  form.addEventListener("htmx:afterRequest", hear);
  const request = { source: form, target: "#marks", swap: "outerHTML", values };
  await htmx.ajax("POST", form.action, request).catch(() => {});
  form.removeEventListener("htmx:afterRequest", hear);
  if (status >= 200 && status < 400) kept(values);
  else failed(values, status === 422 ? REFUSED : status ? BROKEN : AWAY);
}

/* Where other words were chosen meanwhile, they stay so: their paragraph may have been set anew. */
function kept(values) {
  if (isChosen(values)) {
    getSelection().removeAllRanges();
    letGo();
  } else if (chosen && document.activeElement !== written && getSelection().isCollapsed) {
    select(rangeOf(chosen.start, chosen.end));
  }
}

function failed(values, why) {
  if (written.value.trim() || said.textContent) unkept.push([values, why]);
  else bringBack(values, why);
}

function bringBack({ start, end, quote, note: words }, why) {
  const range = rangeOf(start, end);
  select(range);
  choose({ start, end, quote }, range.getBoundingClientRect());
  written.value = words;
  note.hidden = !words;
  said.textContent = `Not kept: ${why}`;
}

export const nextTo = (sentence, step) => {
  const all = sentences();
  const at = sentence ? all.indexOf(sentence) : -1;
  return all[at + step];
};
