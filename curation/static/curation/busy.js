/* A form that takes a while says so, and is not sent twice by whichever of its buttons. */
const sending = (form) => [...form.elements].filter((one) => one.type === "submit");

function say(button) {
  button.dataset.idle = button.textContent;
  button.textContent = button.dataset.busy;
}

function rest(button) {
  button.disabled = false;
  button.textContent = button.dataset.idle ?? button.textContent;
}

document.addEventListener("submit", (event) => {
  const buttons = sending(event.target);
  if (!buttons.some((button) => button.dataset.busy)) return;
  const pressed = event.submitter ?? buttons[0];
  setTimeout(() => {
    if (pressed.dataset.busy) say(pressed);
    for (const button of buttons) button.disabled = true;
  });
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form:has([data-busy])")) sending(form).filter((one) => one.disabled).forEach(rest);
});
