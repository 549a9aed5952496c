/* The tools at selected words: every form in them is told the span and the words. By mouse, keys and touch. */
import { sentences, spanOf, startOf, endOf, text } from "./offsets.js";

const tools = document.querySelector("[data-selection]");
const form = tools.querySelector("[data-mark-form]");
const note = tools.querySelector("[data-note-field]");
const SOON = 200;
const TWICE = 350;
let chosen = null;
let timer = 0;
let tapped = { at: 0, sentence: null };

/* Not `crypto.randomUUID`: there is none without https. */
function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fill(span) {
  const values = { ...span, token: token() };
  for (const one of tools.querySelectorAll("form")) {
    for (const [name, value] of Object.entries(values)) {
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
  chosen = span;
  fill(span);
  tools.hidden = false;
  if (box) place(box);
}

export function letGo() {
  chosen = null;
  tools.hidden = true;
  note.hidden = true;
  note.querySelector("textarea").value = "";
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
  if (tools.contains(document.activeElement) && document.activeElement.matches("textarea")) return;
  const range = selected();
  const span = range && spanOf(range);
  if (span) choose(span, range.getBoundingClientRect());
  else letGo();
}

export function press(selector) {
  tools.querySelector(selector)?.click();
}

export function openNote() {
  note.hidden = false;
  note.querySelector("textarea").focus();
}

async function copy(button) {
  const words = `“${chosen.quote.trim()}”\n${button.dataset.cite}\n${location.origin}${location.pathname}#s${chosen.start}`;
  await navigator.clipboard?.writeText(words).catch(() => {});
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = said), 1600);
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
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target !== form || !event.detail.successful) return;
  getSelection().removeAllRanges();
  letGo();
});

export const nextTo = (sentence, step) => {
  const all = sentences();
  const at = sentence ? all.indexOf(sentence) : -1;
  return all[at + step];
};
