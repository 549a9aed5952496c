/* The text is set as it is chosen, at once; the server is told for the next page. */
const form = document.querySelector("[data-look]");
const NAMES = ["size", "width", "face", "ground"];

function apply() {
  const chosen = new FormData(form);
  const classes = document.body.classList;
  for (const name of NAMES) {
    for (const one of [...classes]) if (one.startsWith(`${name}-`)) classes.remove(one);
    classes.add(`${name}-${chosen.get(name)}`);
  }
  /* The answer would lead back to this whole page. */
  fetch(form.action, { method: "POST", body: chosen, redirect: "manual", keepalive: true }).catch(() => {});
}

form.addEventListener("change", apply);
form.querySelector("[data-plain]").hidden = true;
document.addEventListener("click", (event) => {
  const box = form.closest("details");
  if (box.open && !box.contains(event.target)) box.open = false;
});
