/* The keys of the storyboard, and slides that are dragged. What a key does is what its button or link does. */
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const MOVES = { J: "down", K: "up" };
const WRITTEN = "textarea, input[type=text]";
const waiting = [];
let sending = false;
let dragged = null;

const board = () => document.querySelector("#board");
const pane = () => document.querySelector("#pane");
const cards = () => [...board().querySelectorAll(".card")];
const current = () => board().querySelector(".card--current");
const button = (key) => board().querySelector(`[data-key="${CSS.escape(key)}"]`);
const verb = (card, name) => [...card.querySelectorAll(".card__verbs button")].find((one) => where(one).endsWith(`/${name}/`));
const where = (one) => one.getAttribute("formaction") ?? one.form.getAttribute("action");

function go(step) {
  const all = cards();
  all[all.indexOf(current()) + step]?.querySelector(".card__open").click();
}

function edit() {
  const words = pane().querySelector("[data-words]") ?? pane().querySelector("input[type=text]");
  words?.focus();
  words?.setSelectionRange(words.value.length, words.value.length);
}

const ACTS = { e: edit, x: () => verb(current(), "drop")?.click() };
for (const [key, step] of Object.entries(STEPS)) ACTS[key] = () => go(step);
for (const [key, name] of Object.entries(MOVES)) ACTS[key] = () => verb(current(), name)?.click();

/* In a field only these two are the board's. */
function inField(event) {
  if (event.key === "Escape") face();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
  else return;
  event.preventDefault();
}

function face() {
  const open = current()?.querySelector(".card__open");
  open?.focus({ preventScroll: true });
  current()?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select")) return inField(event);
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const act = ACTS[event.key] ?? (button(event.key) && (() => button(event.key).click()));
  if (!act) return;
  event.preventDefault();
  if (sending) waiting.push(event.key);
  else act();
});

/* A key that comes too early waits its turn. */
function goOn() {
  const key = waiting.shift();
  if (key) (ACTS[key] ?? (() => button(key)?.click()))();
}

function rest() {
  sending = false;
  waiting.length = 0;
}

/* Words that are not saved go with what is replaced. */
const changed = (field) => field.value !== field.defaultValue;
const unsaved = (but) => [...board().querySelectorAll(WRITTEN)].some((one) => one.form !== but && changed(one));

document.addEventListener("click", (event) => {
  const sends = event.target.closest?.("#board [hx-get], #board form:is([hx-post], [hx-get]) button");
  if (!sends || !unsaved(sends.form) || confirm("Some words are not saved. Leave them?")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.length = 0;
}, true);
addEventListener("beforeunload", (event) => unsaved() && event.preventDefault());

/* The place in which a card is dropped is the place that it takes. */
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".card[draggable]") ?? null;
  event.dataTransfer?.setData("text/plain", dragged?.dataset.slideCard ?? "");
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".card[data-place]");
  for (const card of cards()) card.toggleAttribute("data-over", card === over && dragged !== null && card !== dragged);
  if (over && dragged) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const over = event.target.closest?.(".card[data-place]");
  if (!over || !dragged || over === dragged || unsaved()) return;
  event.preventDefault();
  const form = board().querySelector("#drag");
  const values = Object.fromEntries(new FormData(form));
  const address = form.dataset.action.replace("SLIDE", dragged.dataset.slideCard);
  window.htmx.ajax("POST", address, {
    target: "#board", select: "#board", swap: "outerHTML show:none", values: { ...values, to: over.dataset.place },
  });
});
document.addEventListener("dragend", () => {
  dragged = null;
  for (const card of cards()) card.removeAttribute("data-over");
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.id === "board") sending = true;
});
/* What was refused comes back as 422 with the reason in it. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "board") return;
  sending = false;
  if (/[?&](q|pick)=/.test(event.detail.pathInfo?.finalRequestPath)) pane().querySelector("#pick [type=search]")?.focus();
  else face();
  goOn();
});
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:swapError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => event.detail.xhr?.status === 422 || rest());
}
