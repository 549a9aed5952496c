"""What every transcriber does with the words it was given: none outside speech, none from a loop. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curation.ai.base import Heard, HeardWord
from curation.ai.voice import Spans, covered_ms

_WINDOW_MS = 29_000
_WIDEST_PAUSE_MS = 2_000
_TOLERANCE_MS = 300
_LONGEST_LOOP = 8
_MOST_REPEATS = 3
_MOST_SAME_WORD = 6
_FASTEST_PER_S = 9
_STRIPPED = ".,;:!?…\"'“”‘’«»-–—()[]¿¡。，！？、 "


def clips(spans: Spans) -> Spans:
    """Neighbouring spans joined into stretches that fill one window of the model, long silences left out."""
    joined: Spans = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= _WIDEST_PAUSE_MS and end - joined[-1][0] <= _WINDOW_MS:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def heard(words: Sequence[HeardWord], spans: Spans, language: str, probability: float) -> Heard:
    """What is kept of these words, and their language where any are left."""
    left = kept(words, spans)
    return Heard(left, language, probability) if left else Heard()


def kept(words: Sequence[HeardWord], spans: Spans) -> tuple[HeardWord, ...]:
    """The words that lie in speech, in order, without loops; ends never reach beyond the next beginning."""
    placed = [found for word in words if word.text.strip() and (found := _placed(word, spans))]
    left: list[HeardWord] = []
    for start, end in clips(spans):
        own = without_loops([word for word in placed if start <= word.start_ms < end])
        if not _too_fast(own, [span for span in spans if start <= span[0] < end]):
            left += own
    return tuple(_in_order(left))


def spread(texts: Sequence[str], spans: Spans) -> Iterator[HeardWord]:
    """Words without times laid evenly over the speech by their lengths; their probability is 0."""
    total, letters, done = covered_ms(spans), sum(map(len, texts)) or 1, 0
    for text in texts:
        start, end = done * total // letters, (done + len(text)) * total // letters
        done += len(text)
        yield HeardWord(text, _clock(start, spans), _clock(end, spans, is_end=True), 0.0)


def without_loops(words: Sequence[HeardWord]) -> list[HeardWord]:
    """A phrase that comes again and again at once is a decoder that has lost its way: said once, it is enough."""
    said = [word.text.lower().strip(_STRIPPED) for word in words]
    left: list[HeardWord] = []
    place = 0
    while place < len(words):
        length, repeats = _loop_at(said, place)
        left += words[place : place + max(1, length)]
        place += max(1, length * repeats)
    return left


def _loop_at(said: list[str], place: int) -> tuple[int, int]:
    """Out: the length of the phrase that loops here and how often it comes; (0, 0) where none does."""
    for length in range(1, _LONGEST_LOOP + 1):
        phrase, repeats = said[place : place + length], 1
        while said[place + repeats * length : place + (repeats + 1) * length] == phrase:
            repeats += 1
        if repeats > (_MOST_SAME_WORD if length == 1 else _MOST_REPEATS):
            return length, repeats
    return 0, 0


def _too_fast(words: Sequence[HeardWord], spans: Spans) -> bool:
    """More words than a mouth can say in that time: invented, not heard."""
    return len(words) > 3 + _FASTEST_PER_S * covered_ms(spans) / 1000


def _placed(word: HeardWord, spans: Spans) -> HeardWord | None:
    """The word drawn into the speech it began in, or else reached into; None where nobody spoke."""
    near = [(start, end) for start, end in spans if word.start_ms < end + _TOLERANCE_MS]
    if not near or word.end_ms < near[0][0] - _TOLERANCE_MS:
        return None
    start, end = near[0]
    begun = min(max(start, word.start_ms), end - 1)
    return replace(word, start_ms=begun, end_ms=min(max(begun, word.end_ms), end))


def _in_order(words: Sequence[HeardWord]) -> Iterator[HeardWord]:
    before = 0
    for word in words:
        start = max(before, word.start_ms)
        before = max(start, word.end_ms)
        yield HeardWord(word.text.strip(), start, before, round(min(1.0, max(0.0, word.probability)), 4))


def _clock(spoken_ms: int, spans: Spans, *, is_end: bool = False) -> int:
    """The time in the recording at which so much has been spoken."""
    for start, end in spans:
        if spoken_ms < end - start or (is_end and spoken_ms == end - start):
            return start + spoken_ms
        spoken_ms -= end - start
    return spans[-1][1] if spans else 0
