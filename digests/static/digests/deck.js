/* Keys for a deck. Others hear of a turn by `deck:turn`, and have something said by `deck:say`. */
const deck = document.querySelector("[data-deck]");
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
/* What they do, and what has to be there for it. */
const KEYS = [
  ["→ ↓ Space", "the next slide"],
  ["← ↑", "the one before"],
  ["Home, End", "the first, the last"],
  ["a number, Enter", "the slide of that number"],
  ["o", "all slides"],
  ["n", "the notes", ".slide__notes"],
  ["s", "the speaker's window: notes, next slide, clock", "[data-speaker]"],
  ["b", "a black screen"],
  ["f", "the full screen"],
  ["?", "these keys"],
];
let now = 0;
let typed = "";

const slides = () => [...deck.querySelectorAll("[data-slide]")];
const overview = () => deck.hasAttribute("data-overview");

function made(name, text = "", parts = []) {
  const element = document.createElement(name);
  element.textContent = text;
  element.append(...parts);
  return element;
}

function seen() {
  const framed = deck.scrollHeight > deck.clientHeight + 1;
  const middle = framed ? deck.getBoundingClientRect().top + deck.clientHeight / 2 : window.innerHeight / 2;
  const found = slides().findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return found < 0 ? slides().length - 1 : found;
}

function turned(index) {
  now = index;
  for (const [place, slide] of slides().entries()) slide.toggleAttribute("data-now", place === now);
  deck.dispatchEvent(new CustomEvent("deck:turn", { detail: { index } }));
}

function show(index) {
  const all = slides();
  const place = Math.max(0, Math.min(index, all.length - 1));
  all[place].scrollIntoView({ block: overview() ? "nearest" : "start" });
  history.replaceState(null, "", `#${all[place].id}`);
  turned(place);
  say(`Slide ${place + 1} of ${all.length}`, false);
}

const said = made("p");
said.className = "deck-said";
said.setAttribute("role", "status");
function say(text, shown = true) {
  said.textContent = text;
  said.toggleAttribute("data-shown", shown);
  if (shown) setTimeout(() => said.removeAttribute("data-shown"), 6000);
}

function toggleOverview(index = now) {
  deck.toggleAttribute("data-overview");
  show(index);
}

function toggleNotes() {
  const notes = [...deck.querySelectorAll("details")];
  const open = notes.some((note) => !note.open);
  for (const note of notes) note.open = open;
  show(now);
}

function toggleBlack() {
  say(deck.toggleAttribute("data-black") ? "Black; b shows the slide again" : "The slide is shown", false);
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else deck.requestFullscreen?.().catch(() => say("This browser does not allow the full screen here."));
}

const help = made("dialog");
help.className = "deck-help";
help.setAttribute("aria-label", "Keys");
function showHelp() {
  if (help.open) return help.close();
  const there = KEYS.filter(([, , needed]) => !needed || document.querySelector(needed));
  const rows = there.flatMap(([keys, does]) => [made("dt", "", [made("kbd", keys)]), made("dd", does)]);
  const close = made("button", "Close");
  close.addEventListener("click", () => help.close());
  help.replaceChildren(made("h2", "Keys"), made("dl", "", rows), close);
  return help.showModal();
}

function type(key) {
  typed += key;
  say(`Slide ${typed}, then Enter`);
}

function enter() {
  if (typed) show(Number(typed) - 1);
  else if (overview()) toggleOverview();
  else return false;
  return true;
}

const DOES = {
  Home: () => show(0),
  End: () => show(slides().length - 1),
  o: () => toggleOverview(),
  n: toggleNotes,
  b: toggleBlack,
  f: toggleFull,
  "?": showHelp,
};

function act(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (/^[0-9]$/.test(key)) return type(key) ?? true;
  if (key === "Enter") return enter();
  if (key === "Escape" && overview()) return toggleOverview() ?? true;
  const by = BACK.includes(key) || (key === " " && event.shiftKey) ? -1 : Number(NEXT.includes(key));
  if (by) return show(now + by) ?? true;
  if (!Object.hasOwn(DOES, key)) return false;
  DOES[key]();
  return true;
}

function meant(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || help.open) return false;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return false;
  return !((event.key === " " || event.key === "Enter") && event.target.closest?.("a, button, summary"));
}

function press(event) {
  if (!meant(event)) return;
  if (deck.hasAttribute("data-black") && event.key !== "b") deck.removeAttribute("data-black");
  if (act(event)) event.preventDefault();
  if (!/^[0-9]$/.test(event.key)) typed = "";
}

let settling = 0;
function scrolled() {
  clearTimeout(settling);
  settling = setTimeout(() => !overview() && seen() !== now && turned(seen()), 150);
}

if (deck && slides().length) {
  document.addEventListener("keydown", press);
  for (const one of [deck, window]) one.addEventListener("scroll", scrolled, { passive: true });
  deck.addEventListener("click", (event) => {
    const slide = event.target.closest("[data-slide]");
    if (slide && overview()) toggleOverview(slides().indexOf(slide));
  });
  deck.addEventListener("deck:say", (event) => say(event.detail));
  deck.append(said, help);
  turned(Math.max(0, slides().findIndex((slide) => `#${slide.id}` === location.hash)));
  document.querySelector("[data-deck-keys]")?.removeAttribute("hidden");
}
