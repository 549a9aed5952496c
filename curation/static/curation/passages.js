/* A cited passage, on arrival: highlighted whole (its second part cannot be the :target), its words flashed.
   A citation of this same page is gone to without loading it again, and its words are heard where there is sound. */
const asked = (name) => new URLSearchParams(location.search).get(name) ?? "";
const words = () => asked("q");
const wanted = () => decodeURIComponent(location.hash.slice(1));
const pieces = () => [...document.querySelectorAll("[data-passages] .passage")];
const isOf = (piece, name) => piece.id === name || piece.dataset.of === name;

function aim() {
  const name = wanted();
  for (const piece of pieces()) piece.classList.toggle("passage--aimed", isOf(piece, name));
}

/* In: the pieces of a passage, words, and how far into it. Out: the range in which they stand nearest to there,
   whatever the white space between. */
function rangeOf(within, quote, at) {
  const nodes = within.flatMap((piece) => {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  });
  const escaped = quote.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const matches = [...nodes.map((node) => node.data).join("").matchAll(new RegExp(escaped.join("\\s*"), "g"))];
  if (!quote.trim() || !matches.length) return null;
  const far = (match) => Math.abs(match.index - at);
  const match = matches.reduce((best, one) => (far(one) < far(best) ? one : best));
  const range = document.createRange();
  let passed = 0;
  const end = match.index + match[0].length;
  for (const node of nodes) {
    const after = passed + node.length;
    if (passed <= match.index && match.index < after) range.setStart(node, match.index - passed);
    if (passed < end && end <= after) range.setEnd(node, end - passed);
    passed = after;
  }
  return range;
}

function flash(within) {
  const from = within[0].querySelector("[data-at]")?.dataset.at;
  const range = rangeOf(within, words(), from && asked("at") ? asked("at") - from : 0);
  if (range && globalThis.CSS?.highlights) CSS.highlights.set("asked", new Highlight(range));
  const box = range?.startContainer.parentElement ?? within[0];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  for (const piece of within) {
    piece.classList.remove("passage--flash");
    requestAnimationFrame(() => piece.classList.add("passage--flash"));
  }
  return box;
}

function arrive() {
  aim();
  const within = pieces().filter((piece) => isOf(piece, wanted()));
  if (within.length) return flash(within);
  document.querySelector("mark.asked")?.scrollIntoView({ block: "center" });
  return null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname || !/^#p\d+$/.test(link.hash)) return;
  if (link.dataset.from) return;
  event.preventDefault();
  if (link.href !== location.href) history.pushState(null, "", link.href);
  arrive()?.dispatchEvent(new CustomEvent("passage:cited", { bubbles: true }));
});

aim();
if (location.hash || words()) arrive();
addEventListener("hashchange", arrive);
addEventListener("popstate", aim);
