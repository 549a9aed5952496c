/* An answer beside its text: a citation of this very source leads to its words without leaving the page. */
const FLASH = 1600;

function wordsOf(link) {
  const target = new URL(link.href, location.href);
  if (target.pathname !== location.pathname || !target.hash) return null;
  return document.getElementById(decodeURIComponent(target.hash.slice(1)));
}

function flash(words) {
  words.classList.remove("flashed");
  void words.offsetWidth;
  words.classList.add("flashed");
  setTimeout(() => words.classList.remove("flashed"), FLASH);
}

function go(link, words) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  history.pushState(null, "", link.href);
  words.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  dispatchEvent(new HashChangeEvent("hashchange"));
  words.dispatchEvent(new CustomEvent("passage:cited", { bubbles: true, detail: { quote: link.dataset.quote } }));
  flash(words);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-ask-here] a.cite__number");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const words = wordsOf(link);
  if (!words) return;
  event.preventDefault();
  go(link, words);
});
