"""In: a caption. Out: the spans in it that tell of sounds and are not speech: `[MUSIC]`, `(laughs)`, `♪ la ♪`. Pure.

What says that words are missing (`[inaudible]`, `[crosstalk]`) is no sound: without it a sentence would lie.
"""

import re
from collections.abc import Iterator

_SUNG = re.compile(r"[♪♫🎵🎶][^♪♫🎵🎶]*[♪♫🎵🎶]+|[♪♫🎵🎶][^\n♪♫🎵🎶]*")
_BRACKETED = re.compile(r"\[([^\[\]]{0,80})\]|\(([^()]{1,60})\)|(?<!\w)\*([^*\n]{2,40})\*(?!\w)")
_LOST = re.compile(r"inaudible|unintelligible|indistinct|cross-?talk|bleep|redacted|\A[\s_]*\Z", re.I)
_SOUNDS_TEXT = (
    "music laugh laughter applaud applause chuckle chuckl giggle giggl sigh cough cheer silence gasp groan throat "
    "snort sniff sing sung hum humm clap clapp bell ring phone noise sound static pause beep buzz boo scream "
    "whistle whistl cry cries cried sob sobb bark breath breathe breath yawn inhale exhale inhal exhal song melody "
    "instrumental thunder siren footstep chatter blank_audio door knock click horn drum guitar piano tone theme "
    "jingle outro intro"
)
_SOUND = re.compile(rf"\b(?:{'|'.join(_SOUNDS_TEXT.split())})(?:s|es|ed|ing)?\b", re.I)


def sounds_in(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans in order, disjoint."""
    spans = [match.span() for match in _SUNG.finditer(text)]
    spans += [match.span() for match in _BRACKETED.finditer(text) if _is_sound(match, text)]
    end = 0
    for start, stop in sorted(spans):
        if start >= end:
            yield start, stop
            end = stop


def is_sound(note: str) -> bool:
    """Whether the words between brackets tell of a sound."""
    return bool(_SOUND.search(note)) and not _LOST.search(note)


def is_note(note: str) -> bool:
    """A sound, or a word of whoever wrote the captions about what could not be heard."""
    return bool(_SOUND.search(note) or _LOST.search(note))


def _is_sound(match: re.Match[str], text: str) -> bool:
    square, note = match[1] is not None, next(group for group in match.groups() if group is not None)
    if _LOST.search(note):
        return False
    if len(note.split()) <= 6 and is_sound(note):
        return square or _is_note(note) or _is_alone(match, text)
    return square and (note.isupper() or _is_alone(match, text))


def _is_note(note: str) -> bool:
    """Nobody would say it so: 'laughs', 'upbeat music', but not 'like the music we had'."""
    return len(note.split()) <= 3


def _is_alone(match: re.Match[str], text: str) -> bool:
    """Nothing else stands on its line."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_end = text.find("\n", match.end())
    around = text[line_start : match.start()] + text[match.end() : line_end if line_end >= 0 else len(text)]
    return not re.search(r"\w", around)
