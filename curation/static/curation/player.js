/* Sound beside its text: a sentence is heard by a click, the one that is heard is marked, #t=83 begins there. */
const player = document.querySelector("[data-player]");
const audio = player.querySelector("audio");
const STEP = 5;
let sentences = [];
let times = [];
let marked = -1;

/* Again when paragraphs have been set anew. */
function gather() {
  sentences = [...document.querySelectorAll("[data-ms]")];
  times = sentences.map((sentence) => Number(sentence.dataset.ms));
}

/* The last sentence that has begun; a sentence may lie in several spans, all with one time. */
function heardAt(milliseconds) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= milliseconds) low = middle + 1;
    else high = middle;
  }
  return low ? times[low - 1] : -1;
}

function isSeen(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > player.getBoundingClientRect().bottom && box.top < innerHeight;
}

/* The page follows the voice only while its reader does: the sentence before must still be in sight. */
function follow(before, now) {
  if (!before || !isSeen(before) || isSeen(now)) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  now.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

function mark() {
  const at = heardAt(audio.currentTime * 1000 + 20);
  if (at === marked) return;
  const before = sentences.find((sentence) => sentence.classList.contains("said--now"));
  marked = at;
  for (const [number, sentence] of sentences.entries()) {
    sentence.classList.toggle("said--now", times[number] === at);
  }
  const now = sentences[times.indexOf(at)];
  if (now && !audio.paused) follow(before, now);
}

function hear(milliseconds) {
  audio.currentTime = milliseconds / 1000;
  audio.play().catch(() => {});
  mark();
}

/* A moment, or where the words of a citation are said. */
function whatIsAsked() {
  const match = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (match) return Number(match[1]);
  const cited = /^#p\d+$/.test(location.hash) && document.querySelector(location.hash);
  const sentence = cited && sentenceOf(cited.querySelector("mark.asked") ?? cited);
  return sentence ? Number(sentence.dataset.ms) / 1000 : null;
}

function sentenceOf(words) {
  return words.closest("[data-ms]") ?? words.querySelector("[data-ms]");
}

/* A browser plays nothing before a first click: a link leads to its moment, and waits there. */
function goWhereTheLinkLeads() {
  const seconds = whatIsAsked();
  if (seconds === null) return;
  const go = () => {
    audio.currentTime = seconds;
    mark();
    sentences.find((sentence) => sentence.classList.contains("said--now"))?.scrollIntoView({ block: "center" });
  };
  if (audio.readyState) go();
  else audio.addEventListener("loadedmetadata", go, { once: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-from]");
  if (link) return hear(Number(link.dataset.from));
  const sentence = event.target.closest("[data-ms]");
  if (sentence && getSelection().isCollapsed) hear(Number(sentence.dataset.ms));
});

/* A citation of this page, that was gone to: its sentence is heard. */
document.addEventListener("passage:cited", (event) => {
  const sentence = sentenceOf(event.target);
  if (sentence) hear(Number(sentence.dataset.ms));
});

player.addEventListener(
  "keydown",
  (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === " ") audio.paused ? audio.play().catch(() => {}) : audio.pause();
    else if (event.key === "ArrowLeft") audio.currentTime = Math.max(0, audio.currentTime - STEP);
    else if (event.key === "ArrowRight") audio.currentTime += STEP;
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

gather();
document.addEventListener("htmx:afterSettle", () => {
  gather();
  marked = -1;
  if (audio.currentTime) mark();
});
for (const kind of ["timeupdate", "seeking", "play"]) audio.addEventListener(kind, mark);
player.querySelector("[data-hint]").hidden = !sentences.length;
document.querySelector("[data-passages]").classList.add("can-be-heard");
goWhereTheLinkLeads();
addEventListener("hashchange", goWhereTheLinkLeads);
