/* Keys for a deck: arrows, space, Page Up and Down, Home, End; o for the overview, n for the notes. */
const deck = document.querySelector("[data-deck]");
const slides = [...document.querySelectorAll("[data-slide]")];
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

function current() {
  const middle = deck.getBoundingClientRect().top + deck.clientHeight / 2;
  const found = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return found < 0 ? slides.length - 1 : found;
}

function show(index) {
  const slide = slides[Math.max(0, Math.min(index, slides.length - 1))];
  slide.scrollIntoView({ block: "start" });
  history.replaceState(null, "", `#${slide.id}`);
}

function toggleOverview(index = current()) {
  deck.toggleAttribute("data-overview");
  show(index);
}

function toggleNotes() {
  const notes = [...deck.querySelectorAll("details")];
  const open = notes.some((note) => !note.open);
  const index = current();
  for (const note of notes) note.open = open;
  show(index);
}

function act(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return false;
  if (event.key === " " && event.target.closest?.("a, button, summary")) return false;
  const back = BACK.includes(event.key) || (event.key === " " && event.shiftKey);
  if (back) show(current() - 1);
  else if (NEXT.includes(event.key)) show(current() + 1);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else if (event.key === "o") toggleOverview();
  else if (event.key === "n") toggleNotes();
  else if (event.key === "Escape" && deck.hasAttribute("data-overview")) toggleOverview();
  else return false;
  return true;
}

if (deck && slides.length) {
  document.addEventListener("keydown", (event) => {
    if (act(event)) event.preventDefault();
  });
  deck.addEventListener("click", (event) => {
    const slide = event.target.closest("[data-slide]");
    if (slide && deck.hasAttribute("data-overview")) toggleOverview(slides.indexOf(slide));
  });
  document.querySelector("[data-deck-keys]")?.removeAttribute("hidden");
}
