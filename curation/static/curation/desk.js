/* The keys of the editing desk. What a key does is what its button does; keys that come too early wait their turn. */
const waiting = [];
const BELOW = matchMedia("(max-width: 61.99rem)");
let sending = false;
let tapped = false;

const desk = () => document.querySelector("#desk");
const pane = () => document.querySelector("#pane");
const current = () => desk().querySelector(".item[aria-current]");

function mark(item) {
  current()?.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
}

function face(item) {
  const words = item?.querySelector(".item__words");
  words?.focus({ preventScroll: true });
  words?.scrollIntoView({ block: "nearest" });
}

function go(step) {
  const items = [...desk().querySelectorAll(".item")];
  const to = items[items.indexOf(current()) + step];
  if (!to) return;
  to.querySelector(".item__words").click();
  if (to === current()) face(to);
}

function edit() {
  const words = pane().querySelector("[data-words]");
  words?.focus();
  words?.setSelectionRange(words.value.length, words.value.length);
}

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const button = (key) => desk().querySelector(`[data-key="${CSS.escape(key)}"]`);
const known = (key) => key in STEPS || key === "e" || button(key);

function act(key) {
  if (key in STEPS) go(STEPS[key]);
  else if (key === "e") edit();
  else button(key)?.click();
}

/* Beside the statement that is marked stands its own evidence, not that of the one before. */
const beside = () => pane().dataset.statement === (current()?.dataset.statement ?? "");

function mayAct(key) {
  return !sending && (key in STEPS || beside());
}

function press(key) {
  if (waiting.length || !mayAct(key)) waiting.push(key);
  else act(key);
}

function goOn() {
  while (waiting.length && mayAct(waiting[0])) act(waiting.shift());
}

function rest() {
  sending = false;
  waiting.length = 0;
}

/* In a field only these two are the desk's. */
function inField(event) {
  if (event.key === "Escape") face(current());
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select")) return inField(event);
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || !known(event.key)) return;
  event.preventDefault();
  press(event.key);
});

/* Words that are not saved go with what is replaced: the pane, or all of the desk. */
const WRITTEN = "textarea, input[type=text]";
const changed = (field) => field.value !== field.defaultValue;
const unsaved = (within, but) => [...within.querySelectorAll(WRITTEN)].some((one) => one.form !== but && changed(one));

function loses(target) {
  const sends = target.closest?.("#desk .item__words, #desk form:is([hx-post], [hx-get]) button");
  return sends && unsaved(sends.matches(".item__words, .pane__search *") ? pane() : desk(), sends.form);
}

document.addEventListener("click", (event) => {
  if (!loses(event.target) || confirm("Some words are not saved. Leave them?")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.length = 0;
}, true);
addEventListener("beforeunload", (event) => unsaved(desk()) && event.preventDefault());

document.addEventListener("click", (event) => {
  const item = event.target.closest?.("#desk .item");
  if (!item) return;
  mark(item);
  tapped = event.detail > 0;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.id === "desk") sending = true;
});
/* What was refused comes back as 422 with the reason in it. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "desk" && event.target.id !== "pane") return;
  if (event.target.id === "desk") {
    face(current());
    sending = false;
  } else if (tapped && BELOW.matches) {
    pane().scrollIntoView();
  }
  tapped = false;
  goOn();
});
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:swapError"]) document.addEventListener(failure, rest);
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 422 || rest());
