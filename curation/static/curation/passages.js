/* A passage over two paragraphs is highlighted whole: its second part cannot be the :target. */
function follow() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  for (const piece of document.querySelectorAll("[data-of]")) {
    piece.classList.toggle("passage--aimed", piece.dataset.of === wanted);
  }
}

follow();
addEventListener("hashchange", follow);
