/* Where the reader is: found again on the next visit, told to the server when they pause or leave. */
import { endOf, sentenceAt, sentences, show, startOf, text } from "./offsets.js";

const PAUSE = 1500;
/* Whoever jumps to the end to see how long it is has not read it: faster than this nobody reads, in words a minute. */
const FASTEST = 1000;
const line = document.querySelector("[data-progress]");
const left = document.querySelector("[data-left]");
const links = [...document.querySelectorAll("[data-contents] a")];
const { length, minutes, words, place, remember } = text.dataset;
const all = Number(length);
const csrf = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
let timer = 0;
let told = "";
let looked = 0;
let since = document.hidden ? 0 : Date.now();
let drawn = "";
/* Who came to look at a passage has not read up to it: their place stays until they read on from there. */
const PASSAGE = /^#(p|s|m|t=)\d/;
let peeking = location.search.includes("q=") || PASSAGE.test(location.hash);
let arrived = null;

const seconds = () => (looked + (since ? Date.now() - since : 0)) / 1000;

/* The sentence at the line a third down the window. */
function current() {
  const rows = sentences();
  const at = innerHeight / 3;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].getBoundingClientRect().top <= at) low = middle + 1;
    else high = middle;
  }
  return rows[Math.max(0, low - 1)];
}

const needed = (60 * Number(words)) / FASTEST;
const endInSight = () => text.getBoundingClientRect().bottom <= innerHeight;
const isAtEnd = () => endInSight() && seconds() >= needed;

function draw(start) {
  const share = scrollY && endInSight() ? 1 : start / all;
  if (drawn === (drawn = `${start} ${share}`)) return;
  line.value = 100 * share;
  if (left) left.textContent = share === 1 ? "The end" : `About ${Math.max(1, Math.round(minutes * (1 - share)))} min left`;
  const heads = [...text.querySelectorAll("h2")].filter((head) => Number(head.dataset.at) <= start);
  const now = heads.length ? `#${heads.at(-1).id}` : "";
  for (const link of links) {
    if (link.hash === now) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function whereabouts() {
  const sentence = current();
  if (!sentence) return null;
  return { start: scrollY ? startOf(sentence) : 0, reached: isAtEnd() ? all : Math.min(endOf(sentence), all) };
}

function isPeeking() {
  if (!peeking) return false;
  arrived ??= scrollY;
  peeking = Math.abs(scrollY - arrived) < innerHeight / 2;
  return peeking;
}

function tell() {
  if (isPeeking() || !(scrollY || endInSight())) return;
  const now = whereabouts();
  const said = JSON.stringify(now);
  if (!now || said === told) return;
  told = said;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", csrf);
  body.set("start", now.start);
  body.set("reached", now.reached);
  navigator.sendBeacon(remember, body);
}

/* Who stays at the end for as long as the text takes has read it. */
function rest() {
  tell();
  if (document.hidden || !endInSight() || seconds() >= needed) return;
  timer = setTimeout(tell, 1000 * (needed - seconds()) + 100);
}

function pause() {
  clearTimeout(timer);
  timer = setTimeout(rest, PAUSE);
}

function moved() {
  const sentence = current();
  if (sentence) draw(startOf(sentence));
  pause();
}

/* On a visit; where the page is loaded again or gone back to, the browser knows. */
function back() {
  const [visit] = performance.getEntriesByType("navigation");
  if (location.hash || location.search.includes("q=") || visit?.type !== "navigate") return;
  const start = Number(place);
  if (start > 0) scrollTo(0, sentenceAt(start).getBoundingClientRect().top + scrollY - innerHeight / 3 + 4);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    looked += since ? Date.now() - since : 0;
    since = 0;
    tell();
  } else {
    since = Date.now();
    pause();
  }
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  if (!link || link.pathname !== location.pathname) return;
  if (link.matches("[data-go]")) {
    event.preventDefault();
    show(sentenceAt(Number(link.hash.slice(2))));
  } else if (PASSAGE.test(link.hash)) {
    tell();
    [peeking, arrived] = [true, null];
  }
});
addEventListener("pagehide", tell);
addEventListener("scroll", moved, { passive: true });
/* On a phone the text comes first. */
if (matchMedia("(max-width: 61.99rem)").matches) document.querySelector("[data-contents] details")?.removeAttribute("open");
back();
moved();
