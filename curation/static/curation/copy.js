/* A button that copies what stands in a box; without it, the box is there to be selected. */
const SAID = 2000;

async function copy(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    box.focus();
    box.select();
    return document.execCommand("copy");
  }
}

function follow(button) {
  const words = button.textContent;
  const box = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.textContent = (await copy(box)) ? "Copied" : "Selected: copy it with your keyboard";
    setTimeout(() => (button.textContent = words), SAID);
  });
}

document.querySelectorAll("[data-copy]").forEach(follow);
for (const box of document.querySelectorAll("textarea[readonly]")) {
  box.addEventListener("focus", () => box.select());
}
