/* A moment is heard where it is cited; without this script its link leads to it in the text. */
const audio = document.querySelector("[data-player] audio");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-from]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  audio.currentTime = Number(link.dataset.from) / 1000;
  audio.play().catch(() => {});
});
