/* Keys for every page: / searches; g and then h, l, s, t, d, q, a goes to a page. They come before a page's own. */
const PLACES = { h: "/", l: "/library/", s: "/search/", t: "/themes/", d: "/decks/", q: "/ask/", a: "/add/" };
let going = false;

function act(key) {
  if (going) {
    going = false;
    if (!(key in PLACES)) return false;
    location.assign(PLACES[key]);
    return true;
  }
  if (key === "g") {
    going = true;
    setTimeout(() => (going = false), 1200);
    return true;
  }
  if (key !== "/") return false;
  const field = document.querySelector("[data-search]");
  if (field) field.focus();
  else location.assign(PLACES.s);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector(".nav") && act(event.key)) event.preventDefault();
}, true);
