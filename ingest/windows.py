"""In: where somebody speaks near the end of a window of sound. Out: where to cut it, at a pause. Pure."""

from collections.abc import Sequence

PAUSE_MS = 100


def stretch(at_ms: int, duration_ms: int, window_ms: int) -> int:
    """Where the window that begins at `at_ms` ends at the latest; a short rest is not left for one of its own."""
    rest = duration_ms - at_ms
    return duration_ms if rest <= window_ms + window_ms // 4 else at_ms + window_ms


def cut(spans: Sequence[tuple[int, int]], length_ms: int) -> int:
    """The middle of the longest pause between `spans` of speech, or `length_ms` where nobody draws breath."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), length_ms]
    pause, start = max((opens - closes, closes) for closes, opens in zip(ends, starts, strict=True))
    return start + pause // 2 if pause >= PAUSE_MS else length_ms
