/* The speaker's window: this slide, the next one, the notes and a clock. The page of the deck writes it, so that it
   works from disk and under the page's own policy; it lasts as long as that page. Both follow each other. */
const deck = document.querySelector("[data-deck]");
const BLOCKED = "The browser keeps the speaker's window from opening. Allow pop-ups for this page, then press s again.";
const watch = { since: 0, before: 0, running: false };
let speaker = null;
let parts = {};

const slides = () => [...deck.querySelectorAll("[data-slide]")];
const placeNow = () => Math.max(0, slides().findIndex((slide) => slide.hasAttribute("data-now")));

function made(name, style, text = "", inside = []) {
  const element = speaker.document.createElement(name);
  if (style) element.className = style;
  element.textContent = text;
  element.append(...inside);
  return element;
}

function button(text, act) {
  const element = made("button", "", text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function elapsed() {
  return watch.before + (watch.running ? Date.now() - watch.since : 0);
}

function setWatch(running, before = elapsed()) {
  Object.assign(watch, { running, before, since: Date.now() });
  parts.pause.textContent = running ? "Pause" : "Go on";
  tick();
}

function inClock(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function tick() {
  parts.clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  parts.elapsed.textContent = inClock(elapsed());
}

/* The slide as it stands in the deck; nothing on it can be clicked. */
function copied(slide) {
  const frame = made("div", "deck");
  frame.setAttribute("data-still", "");
  frame.inert = true;
  const face = slide ? slide.querySelector(".slide__face") : null;
  const shown = made("div", slide ? slide.className : "");
  shown.style.cssText = "display:block;min-height:0;padding:0";
  if (face) shown.append(speaker.document.importNode(face, true));
  for (const one of shown.querySelectorAll("[id]")) one.removeAttribute("id");
  frame.append(face ? shown : made("p", "", "That was the last slide."));
  return frame;
}

function labelled(label, style = "") {
  const inside = made("div");
  return [made("section", style, "", [made("h2", "speaker__label", label), inside]), inside];
}

function follow() {
  if (!speaker || speaker.closed) return;
  const [all, place] = [slides(), placeNow()];
  parts.place.textContent = `${place + 1} of ${all.length}`;
  parts.now.replaceChildren(copied(all[place]));
  parts.next.replaceChildren(copied(all[place + 1]));
  const notes = all[place].querySelector(".slide__notes > div");
  parts.notes.replaceChildren(notes ? speaker.document.importNode(notes, true) : "No notes.");
}

function turnBy(key) {
  deck.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

function head() {
  parts.clock = made("p", "speaker__time");
  parts.elapsed = made("p", "speaker__time");
  parts.pause = button("Pause", () => setWatch(!watch.running));
  parts.place = made("p", "speaker__place");
  parts.place.setAttribute("role", "status");
  const again = button("Start again from 0", () => setWatch(watch.running, 0));
  return made("header", "speaker__head", "", [parts.clock, parts.elapsed, parts.pause, again, parts.place]);
}

function write() {
  const [present, now] = labelled("This slide");
  const [coming, next] = labelled("Next");
  const [saying, notes] = labelled("Notes", "speaker__notes");
  const header = head();
  Object.assign(parts, { now, next, notes });
  present.append(made("p", "speaker__turns", "", [
    button("Back", () => turnBy("ArrowLeft")),
    button("Next slide", () => turnBy("ArrowRight")),
  ]));
  speaker.document.body.className = "speaker";
  speaker.document.body.replaceChildren(header, present, made("div", "speaker__side", "", [coming, saying]));
}

/* The same style sheets: the same text has the same hash, the same address is allowed as before. */
function dress() {
  const { head: inside, documentElement } = speaker.document;
  documentElement.lang = document.documentElement.lang;
  speaker.document.title = `Speaker: ${document.title}`;
  for (const one of document.querySelectorAll("style, link[rel=stylesheet]")) {
    const copy = speaker.document.importNode(one, true);
    if (one.href) copy.href = one.href;
    inside.append(copy);
  }
}

function pressed(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || ["s", "f", "?"].includes(event.key)) return;
  if ([" ", "Enter"].includes(event.key) && event.target.closest("button")) return;
  turnBy(event.key);
  event.preventDefault();
}

function open() {
  if (speaker && !speaker.closed) return speaker.focus();
  speaker = window.open("", "_blank", "popup,width=1100,height=720");
  if (!speaker) return deck.dispatchEvent(new CustomEvent("deck:say", { detail: BLOCKED }));
  parts = {};
  dress();
  write();
  setWatch(true, 0);
  follow();
  speaker.addEventListener("keydown", pressed);
  speaker.setInterval(tick, 1000);
  return speaker.focus();
}

function wanted(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  return event.key.toLowerCase() === "s" && !typing && !event.altKey && !event.ctrlKey && !event.metaKey;
}

if (deck) {
  deck.setAttribute("data-speaker", "");
  document.addEventListener("keydown", (event) => wanted(event) && open());
  deck.addEventListener("deck:turn", follow);
  window.addEventListener("pagehide", () => speaker?.close());
}
