/* Reviewing by keys: space or Enter shows the answer; then what has a data-key is pressed by it. */
const answer = document.querySelector("[data-answer]");

function press(key) {
  const hidden = answer && !answer.open;
  for (const one of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) {
    if (hidden && answer.contains(one)) continue;
    one.click();
    return true;
  }
  return false;
}

function reveal() {
  answer.open = true;
  answer.querySelector("[data-key='3']").focus();
}

function act(event) {
  const shows = event.key === " " || event.key === "Enter";
  if (!shows) return press(event.key);
  if (!answer || answer.open) return false;
  reveal();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], a, button")) {
    if (event.key === " " || event.key === "Enter") return;
  }
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (act(event)) event.preventDefault();
});
