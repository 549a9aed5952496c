/* The words behind a number: shown on hover, on focus and at the first tap; the second tap goes there. */
const WAIT = 140;
let open = null;
let timer = 0;

function show(cite) {
  clearTimeout(timer);
  if (open === cite) return;
  hide();
  open = cite;
  cite.classList.add("cite--open");
  place(cite);
}

function hide() {
  clearTimeout(timer);
  open?.classList.remove("cite--open");
  open = null;
}

function hideSoon() {
  clearTimeout(timer);
  timer = setTimeout(hide, WAIT);
}

/* Under the line of its number, or above it where there is no room below. */
function place(cite) {
  const note = cite.querySelector(".cite__note");
  const around = note.offsetParent.getBoundingClientRect();
  const number = cite.querySelector(".cite__number").getBoundingClientRect();
  const left = Math.min(number.left - around.left - 24, around.width - note.offsetWidth);
  const below = number.bottom + note.offsetHeight + 12 < window.innerHeight;
  const top = below ? number.bottom + 6 : number.top - note.offsetHeight - 6;
  note.style.left = `${Math.max(0, left)}px`;
  note.style.top = `${top - around.top}px`;
}

function follow(cite) {
  const number = cite.querySelector(".cite__number");
  cite.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(cite));
  cite.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hideSoon());
  number.addEventListener("focus", () => number.matches(":focus-visible") && show(cite));
  number.addEventListener("blur", hideSoon);
  number.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || open === cite) return;
    event.preventDefault();
    show(cite);
  });
}

document.documentElement.classList.add("has-cites");
document.querySelectorAll(".cite").forEach(follow);
/* What comes in later; the first such event, of the page itself, may have passed before this script ran. */
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) event.target.querySelectorAll(".cite").forEach(follow);
});
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("pointerdown", (event) => open && !open.contains(event.target) && hide());
