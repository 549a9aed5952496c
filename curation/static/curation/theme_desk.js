// The desk of a theme: choose passages by click, Shift and click, or with j, k and x. Without it, plain boxes do.
const boxes = () => [...document.querySelectorAll("[data-desk] input[name=passage]")];
let last = null;

function show() {
  const bar = document.querySelector("[data-bar]");
  if (!bar) return;
  const count = boxes().filter((box) => box.checked).length;
  bar.hidden = !count && !bar.querySelector("[role=alert]");
  bar.querySelector("[data-count]").textContent = `${count} passage${count === 1 ? "" : "s"} chosen`;
  bar.querySelector("[data-none]").hidden = !count;
  document.querySelector("[data-how]").hidden = false;
}

function stretch(from, to, checked) {
  const all = boxes();
  const [first, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  if (first >= 0) for (const box of all.slice(first, end + 1)) box.checked = checked;
}

function step(by) {
  const all = boxes();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.closest("li").scrollIntoView({ block: "nearest" });
}

function chooseNear() {
  const at = document.activeElement.closest?.(".excerpt--choice") ?? document.querySelector(".excerpt--choice:hover");
  at?.querySelector("input[name=passage]").click();
}

document.addEventListener("click", (event) => {
  if (event.target.matches("[data-none]")) {
    for (const box of boxes()) box.checked = false;
    boxes()[0]?.focus();
    show();
  }
  if (!event.target.matches("[data-desk] input[name=passage]")) return;
  if (event.shiftKey && last) stretch(last, event.target, event.target.checked);
  last = event.target;
  show();
});

const KEYS = { j: () => step(1), k: () => step(-1), x: chooseNear };
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.key in KEYS)) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
  KEYS[event.key]();
  event.preventDefault();
});

// An answer that refuses (422) says why in the same page.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:afterSettle", show);
addEventListener("pageshow", show);
show();
