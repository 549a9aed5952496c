"""In: a line. Out: who speaks in it and when, if it says so. Pure.

Shapes:
`**Name:** text`, `Name: text`, `Name (00:12:34):`, `Name 00:12:34`, `[Name] 00:12:34`,
`[12:34] Name: text`, `12:34 text`.
"""

import re
from dataclasses import dataclass

from ingest.readers.clock import STAMP, milliseconds

_NAME = r"[^\W\d_][\w.'’\-]*(?:[ ][\w.'’&()\-]+){0,3}?"
_STAMP = rf"\\?[\[(]?(?P<at>{STAMP})\\?[\])]?"
_BOLD = re.compile(
    rf"^\*\*\s*(?P<name>{_NAME})\s*(?::\s*\*\*|"
    rf"\*\*\s*:)\s*(?:\\?[\[(](?P<at>{STAMP})\\?[\])])?\s*(?P<text>.*)$"
)
_NAME_THEN_TIME = re.compile(rf"^(?:\*\*|\[)?(?P<name>{_NAME})(?:\*\*|\])?\s*:?\s+{_STAMP}:?(?:\*\*)?$")
_NAME_TIME_TEXT = re.compile(
    rf"^(?:\*\*)?(?P<name>{_NAME})(?:\*\*)?\s*:?\s*[\[(](?P<at>{STAMP})[\])]:?(?:\*\*)?:?\s+(?P<text>\S.*)$"
)
_TIME_FIRST = re.compile(rf"^{_STAMP}(?:\s*[-–—]\s+|\s+|$)(?:(?:\*\*)?(?P<name>{_NAME}):(?:\*\*)?\s+)?(?P<text>.*)$")
_INLINE = re.compile(rf"^(?P<name>{_NAME}):\s+(?P<text>\S.*)$")
_PARTICLES_TEXT = "de da di del der den van von la le el bin al of the and"
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
# Words that stand before a colon at the beginning of a line and are nobody's name.
_NOBODY_TEXT = (
    "note notes example examples question answer update edit source link links summary tldr tl;dr warning "
    "tip ps p.s re subject title date lesson step part day rule result conclusion takeaway "
    "takeaways reminder fact myth pros cons todo idea ideas context background problem solution today "
    "tomorrow yesterday url via bonus spoiler caveat disclaimer why how what when where who also or and "
    "but here next first second third finally remember quote prediction observation for in to on at as if "
    "it this that these those there so then one two three my our your his her their its a an the not new "
    "now after before once while even just chapter section figure table phase episode"
)
_NOBODY = frozenset(_NOBODY_TEXT.split())
# What stands for a name where there is none, often with a number: `Speaker 1`, `SPEAKER_00`.
_ROLES_TEXT = (
    "speaker host cohost co-host guest narrator announcer interviewer interviewee reporter moderator panelist "
    "caller participant person man woman boy girl male female voice audience presenter unknown"
)
_ROLES = frozenset(_ROLES_TEXT.split())


@dataclass(frozen=True)
class Mark:
    """How a line opens a turn; `stamped` lines carry a time, `alone` lines have their words below them."""

    speaker: str
    start_ms: int | None
    text: str
    shape: str

    @property
    def alone(self) -> bool:
        return not self.text


def mark_of(line: str) -> Mark | None:
    line = line.strip()
    for shape, pattern in (
        ("bold", _BOLD),
        ("name-time", _NAME_THEN_TIME),
        ("name-time", _NAME_TIME_TEXT),
        ("time", _TIME_FIRST),
        ("inline", _INLINE),
    ):
        match = pattern.match(line)
        if match and _plausible(match, shape):
            return _mark(match, shape)
    return None


def is_name(name: str) -> bool:
    """One to four words, each with a capital, none of them a word that only introduces something."""
    words = name.replace("(", "").replace(")", "").split()
    if not 1 <= len(words) <= 4 or name.lower() in _NOBODY or words[0].lower() in _NOBODY:
        return False
    if is_role(name):
        return words[0][:1].isupper()
    return words[0][:1].isupper() and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def is_role(name: str) -> bool:
    """`Host`, `Speaker 1`, `SPEAKER_00`, `Male Voice`."""
    words = name.replace("_", " ").lower().split()
    return bool(words) and words[0] in _ROLES and all(word in _ROLES or word.isdigit() for word in words)


def _plausible(match: re.Match[str], shape: str) -> bool:
    name = match["name"]
    if shape == "bold":
        return True
    if shape == "inline":
        return bool(name) and (is_name(name) or _is_two_word_role(name))
    return name is None or is_name(name)


def _is_two_word_role(name: str) -> bool:
    """'Tired gardener', 'Old man': a capital first, a common noun after it."""
    words = name.split()
    return len(words) == 2 and words[0].istitle() and words[1].isalpha() and words[0].lower() not in _NOBODY


def _mark(match: re.Match[str], shape: str) -> Mark:
    groups = match.groupdict()
    at = milliseconds(groups["at"]) if groups.get("at") else None
    return Mark((groups.get("name") or "").strip(), at, (groups.get("text") or "").strip(), shape)
