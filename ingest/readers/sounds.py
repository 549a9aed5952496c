"""In: a caption. Out: the spans in it that tell of sounds and are not speech: `[MUSIC]`, `(laughs)`, `♪ la ♪`. Pure.

What says that words are missing (`[inaudible]`, `[crosstalk]`) is no sound: without it a sentence would lie.
"""

import re
from collections.abc import Iterator

_SUNG = re.compile(r"[♪♫🎵🎶][^♪♫🎵🎶]*[♪♫🎵🎶]+|[♪♫🎵🎶][^\n♪♫🎵🎶]*")
_BRACKETED = re.compile(r"\[([^\[\]]{0,80})\]|\(([^()]{1,60})\)|(?<!\w)\*([^*\n]{2,40})\*(?!\w)")
_LOST = re.compile(r"inaudible|unintelligible|indistinct|cross-?talk|bleep|redacted|\A[\s_]*\Z", re.I)
_ENDING = r"(?:s|es|ed|ing)?"
# What somebody or something does to be heard.
_ACTS_TEXT = (
    "laugh applaud chuckle chuckl giggle giggl sigh cough cheer gasp groan snort sniff sing sung hum humm clap clapp "
    "ring beep buzz boo scream whistle whistl cry cries cried sob sobb bark breath breathe yawn inhale exhale "
    "inhal exhal knock click throat"
)
# What is heard and nothing else.
_HEARD_TEXT = "music laughter applause silence noise sound song melody thunder siren footstep chatter jingle"
# What may be heard, and is spoken of as well.
_THINGS_TEXT = "bell phone static pause blank_audio door horn drum guitar piano tone theme outro intro instrumental"
# What a sound does, and much else that is none.
_COURSE_TEXT = "play fade fad swell continue continu"
_ACT = re.compile(rf"\b(?:{'|'.join(f'{_ACTS_TEXT} {_COURSE_TEXT}'.split())}){_ENDING}\b", re.I)
_HEARD = re.compile(rf"\b(?:{'|'.join(_HEARD_TEXT.split())}){_ENDING}\Z", re.I)
_ANY = "|".join(f"{_ACTS_TEXT} {_HEARD_TEXT} {_THINGS_TEXT}".split())
_SOUND = re.compile(rf"\b(?:{_ANY}){_ENDING}\b", re.I)


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
        return square or _is_note(note, alone=_is_alone(match, text))
    return square and (note.isupper() or _is_alone(match, text))


def _is_note(note: str, *, alone: bool) -> bool:
    """Nobody would say it so: 'laughs', 'door knocks', but not 'on the phone', nor 'like the music we had'.

    In a line of its own 'upbeat music' is one too.
    """
    words = len(note.split())
    if words == 1 or (_ACT.search(note) and (alone or words <= 3)):
        return True
    return alone and bool(_HEARD.search(note.strip()))


def _is_alone(match: re.Match[str], text: str) -> bool:
    """Nothing else stands on its line."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_end = text.find("\n", match.end())
    around = text[line_start : match.start()] + text[match.end() : line_end if line_end >= 0 else len(text)]
    return not re.search(r"\w", around)
