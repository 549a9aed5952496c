/* The reading cursor: a sentence that is marked, and keys that do something with it or with the selected words. */
import { endOf, rangeOf, select, sentenceAt, sentences, show, startOf, text } from "./offsets.js";
import { haveWords, letGo, nextTo, openNote, press } from "./select.js";

const sheet = document.querySelector("[data-keys-sheet]");
const audio = document.querySelector("[data-player] audio");
/* What is open in this pass only. */
const TELL = { e: "explain", s: "simplify", t: "translate" };
/* Who writes has all keys to themselves; what is only pressed keeps those that press or move it. */
const WRITTEN = "input:not([type=radio]), textarea, select, dialog, [contenteditable]";
const PRESSED = "input, button, summary, a, audio";
const COLOURS = { h: "yellow", 1: "yellow", 2: "green", 3: "blue", 4: "pink" };
let at = -1;

/* Found by its offset: the paragraph may have been set anew meanwhile. */
const here = () => (at < 0 ? null : text.querySelector(`#s${at}`));

function put(sentence) {
  text.querySelector(".s--here")?.classList.remove("s--here");
  at = sentence ? startOf(sentence) : -1;
  if (!sentence) return;
  sentence.classList.add("s--here");
  const box = sentence.getBoundingClientRect();
  if (box.top < innerHeight * 0.12 || box.bottom > innerHeight * 0.8) show(sentence, "center");
}

function inSight() {
  return sentences().find((one) => one.getBoundingClientRect().top > innerHeight * 0.12) ?? sentences()[0];
}

function go(step) {
  getSelection().removeAllRanges();
  put(here() ? (nextTo(here(), step) ?? here()) : inSight());
}

function chapter(step) {
  const heads = [...text.querySelectorAll("h2")];
  const line = at < 0 ? Number(inSight()?.dataset.at ?? 0) : at;
  const start = (head) => Number(head.dataset.at);
  const to = step > 0 ? heads.find((head) => start(head) > line) : heads.filter((head) => start(head) < line - 1).at(-1);
  if (!to) return;
  show(to, "start");
  put(sentences().find((one) => startOf(one) >= start(to)));
}

function begin() {
  put(here() ?? inSight());
  if (here()) select(rangeOf(at, at + here().textContent.trimEnd().length));
}

/* By words the browser knows how; by sentences it is ours. */
function extend(key) {
  const selection = getSelection();
  if (key === "ArrowRight" || key === "ArrowLeft") {
    selection.modify("extend", key === "ArrowRight" ? "forward" : "backward", "word");
    return;
  }
  const focus = selection.focusNode.parentElement.closest(".s");
  const to = focus && nextTo(focus, key === "ArrowDown" ? 1 : -1);
  if (!to) return;
  const range = rangeOf(startOf(to), endOf(to));
  const [node, offset] = key === "ArrowDown" ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
  selection.extend(node, offset);
  show(to, "nearest");
}

function open() {
  const mark = here()?.querySelector("[data-mark]");
  if (mark) mark.click();
  else if (audio && here()?.dataset.ms) here().click();
  return Boolean(mark || audio);
}

function play() {
  if (!audio) return false;
  if (audio.paused) audio.play().catch(() => {});
  else audio.pause();
  return true;
}

function free() {
  getSelection().removeAllRanges();
  letGo();
  put(null);
}

/* Out: whether the key was one of ours. */
function act(event) {
  const { key } = event;
  const selecting = !getSelection().isCollapsed;
  if (event.shiftKey && key.startsWith("Arrow") && selecting) extend(key);
  else if (key === "?") sheet.showModal();
  else if (key === "j" || (key === "ArrowDown" && here() && !selecting)) go(1);
  else if (key === "k" || (key === "ArrowUp" && here() && !selecting)) go(-1);
  else if (key === "[" || key === "]") chapter(key === "]" ? 1 : -1);
  else if (key === "v") begin();
  else if (key === "Escape") free();
  else if (key === "Enter") return here() && open();
  else if (key === "p" || key === " ") return play();
  /* A key that is held down moves on and on, but does a thing once. */
  else return !event.repeat && withWords(key);
  return true;
}

function withWords(key) {
  if (!(key in COLOURS) && !(key in TELL) && !"nxy".includes(key)) return false;
  if (!haveWords(here())) return false;
  if (key in COLOURS) press(`.dot--${COLOURS[key]}`);
  else if (key === "n") openNote();
  else if (key === "x") press('[name="kind"][value="puzzle"]');
  else if (key === "y") press("[data-copy-words]");
  else press(`.selection__explain [value="${TELL[key]}"]`);
  return true;
}

function isTheirs({ target, key }) {
  if (target.closest?.(WRITTEN)) return true;
  return Boolean(target.closest?.(PRESSED)) && (key === " " || key === "Enter" || key.startsWith("Arrow"));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (isTheirs(event)) {
    if (event.key === "Escape" && event.target.closest("[data-selection]")) free();
    return;
  }
  if (act(event)) event.preventDefault();
});
document.addEventListener("htmx:afterSettle", () => at >= 0 && put(text.querySelector(`#s${at}`) ?? sentenceAt(at)));
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => sheet.showModal());
}
