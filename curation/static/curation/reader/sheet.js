/* What opens beside the text: a mark that is changed, words that are explained. Escape and a button close it. */
const sheet = document.querySelector("[data-sheet]");
const body = sheet.querySelector("#aid-sheet");
let opener = null;

function open() {
  opener ??= document.activeElement;
  sheet.hidden = false;
  body.focus({ preventScroll: true });
}

function close() {
  sheet.hidden = true;
  body.replaceChildren();
  opener?.focus?.({ preventScroll: true });
  opener = null;
}

document.addEventListener("htmx:afterSwap", (event) => event.detail.target === body && open());
/* A mark that was changed or taken away is done with. */
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.closest?.("[data-mark-edit]") && event.detail.successful) close();
});
sheet.querySelector("[data-close]").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || sheet.hidden) return;
  event.preventDefault();
  close();
}, true);

/* A mark in the text opens as its entry in the list does. */
document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-text] [data-mark]");
  if (!mark || !getSelection().isCollapsed) return;
  event.stopPropagation();
  document.querySelector(`[data-open-mark="${mark.dataset.mark}"]`)?.click();
}, true);
