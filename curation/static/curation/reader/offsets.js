/* Between what is selected on the page and offsets in the source's text. The text counts code points, the DOM UTF-16. */
export const text = document.querySelector("[data-text]");

let known = null;
/* Thousands, asked for with every turn of the wheel: gathered again when a paragraph was set anew. */
export const sentences = () => (known ??= [...text.querySelectorAll(".s")]);
for (const kind of ["htmx:oobAfterSwap", "htmx:afterSettle"]) document.addEventListener(kind, () => (known = null));
export const startOf = (sentence) => Number(sentence.dataset.at);
const points = (words) => [...words].length;
export const endOf = (sentence) => startOf(sentence) + points(sentence.textContent);

function before(sentence, node, offset) {
  const range = document.createRange();
  range.setStart(sentence, 0);
  range.setEnd(node, offset);
  return points(range.toString());
}

/* In: a range of the DOM. Out: the sentences it touches, and what it spans of the text; null outside of it. */
export function spanOf(range) {
  const touched = sentences().filter((one) => range.intersectsNode(one));
  if (!touched.length) return null;
  const first = touched[0];
  const last = touched.at(-1);
  const start = first.contains(range.startContainer)
    ? startOf(first) + before(first, range.startContainer, range.startOffset)
    : startOf(first);
  const end = last.contains(range.endContainer)
    ? startOf(last) + before(last, range.endContainer, range.endOffset)
    : endOf(last);
  return start < end ? { start, end, quote: wordsOf(touched, start, end) } : null;
}

/* What stands between two paragraphs is not on the page. */
function wordsOf(touched, start, end) {
  let words = "";
  let at = startOf(touched[0]);
  for (const one of touched) {
    if (startOf(one) > at) words += "\n\n";
    const letters = [...one.textContent];
    words += letters.slice(Math.max(0, start - startOf(one)), Math.max(0, end - startOf(one))).join("");
    at = startOf(one) + letters.length;
  }
  return words;
}

/* The last sentence that begins at or before the offset. */
export function sentenceAt(offset) {
  const all = sentences();
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(all[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  return all[low - 1] ?? all[0];
}

/* The range of the DOM that these offsets span; its ends lie in text. */
export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...pointAt(start));
  range.setEnd(...pointAt(end, true));
  return range;
}

function pointAt(offset, isEnd = false) {
  const sentence = sentenceAt(isEnd ? Math.max(0, offset - 1) : offset);
  let left = offset - startOf(sentence);
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const letters = [...node.data];
    if (left < letters.length || (isEnd && left === letters.length)) return [node, letters.slice(0, left).join("").length];
    left -= letters.length;
  }
  return [sentence, sentence.childNodes.length];
}

export function select(range) {
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

export function show(element, block = "center") {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}
