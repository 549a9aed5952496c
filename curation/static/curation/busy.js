/* A form that takes a while says so, and is not sent twice. */
function rest(button) {
  button.disabled = false;
  button.textContent = button.dataset.idle ?? button.textContent;
}

document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("[data-busy]");
  if (!button) return;
  button.dataset.idle = button.textContent;
  setTimeout(() => {
    button.disabled = true;
    button.textContent = button.dataset.busy;
  });
});
addEventListener("pageshow", () => document.querySelectorAll("[data-idle]").forEach(rest));
