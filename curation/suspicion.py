"""In: a source's text. Out: what in it looks like instructions to a machine, for a person to look at. Pure.

Information, never a filter: who writes about such attacks quotes them, and whoever means one words it anew.
What contains an attack is the shape of the service, see docs/containment.md.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_EXCERPT = 80
_MARGIN = 12
# The words of one order stand near each other; the bound keeps a long text quick to look through.
_SOME = r"(?:\W+\w+){0,4}?\W+"
_MODEL = r"(?:ai|llm|gpt|language model|chatbot)"
_PROSE = r"(?:summary|answer|digest|reply|response|output)"

# In small letters, and looked for in small letters: what heeds no case looks at every letter of a long text in turn.
_SIGNS = {
    "It tells its reader to set other instructions aside.": (
        rf"\b(?:ignore|disregard|forget|override|bypass)\b(?:{_SOME})(?:all|any|your|previous|prior|above|earlier|these)\b"
        rf"{_SOME}?(?:instructions?|prompts?|rules|guidelines|directives|orders)\b",
        rf"\b(?:ignorier|vergiss|missacht)\w*{_SOME}(?:anweisung\w*|regeln|vorgaben)\b",
        rf"\b(?:ignore[zr]?|oublie[zr]?){_SOME}(?:consignes|règles|instructions précédentes)\b",
        rf"\b(?:ignora|olvida|dimentica)\w*{_SOME}(?:instrucciones|reglas|istruzioni|regole|instruções|regras)\b",
        rf"\b(?:игнорируй|забудь)\w*{_SOME}(?:инструкци|указани|правил)",
        rf"تجاهل{_SOME}\w*(?:تعليمات|أوامر)",
        r"(?:忽略|无视|無視)[^。\n]{0,12}(?:指令|指示|提示|命令)",
    ),
    "It holds the marks that separate speakers in a model's prompt.": (
        r"<\|[a-z_]{2,24}\|>|\[/?inst\]|<</?sys>>|</?(?:system|assistant|tool_call|function_calls?)>",
        r"^[#* \t]*+(?:system|assistant|human|developer)(?: (?:message|prompt|note))?\**:"
        r"\s*(?:you|ignore|please|from now|new)\b",
        r"^#{2,} *(?:system|instruction|response)s?\b",
    ),
    "It speaks to a language model.": (
        rf"\byou are (?:now )?(?:an? |the )?(?:\w+ )?{_MODEL}\b",
        rf"\b(?:if|when) you are an? (?:\w+ )?(?:{_MODEL}|assistant|machine|bot)\b",
        r"\bas an? (?:ai(?:,| (?:language )?(?:model|assistant)\b)|language model\b)",
        r"\b(?:dear|note to|attention|message (?:to|for)|instructions? (?:to|for))[, ]+(?:the |any |all )?"
        rf"(?:\w+ )?(?:{_MODEL}|model|assistant|summari[sz]er)s?\b",
        rf"\b{_MODEL}s? (?:that (?:is|are) |who )?(?:reading|processing|summari[sz]ing) this\b",
        r"\bsystem prompt\b",
        r"\b(?:reveal|repeat|print|show) (?:me )?your (?:\w+ )?(?:instructions|prompt)\b",
    ),
    "It says what a summary, a score or a citation shall be.": (
        rf"\bin your (?:\w+ )?{_PROSE}\b",
        rf"\b(?:your|each|every) {_PROSE} (?:must|should|shall)\b",
        r"\bwhen you (?:summari[sz]e|transcribe|translate|process) this\b",
        rf"\b(?:rate|score|rank) (?:this|it)\b(?:{_SOME})(?:10|ten|100|1\.0|highest|maximum|five stars)\b",
        rf"\b(?:mark|classify|label|flag) (?:this|it|everything|all)\b(?:{_SOME})"
        r"(?:verified|kept|keep|read|trusted|safe|important|signal|dropped|drop)\b",
        r"\bcite (?:(?:passage|source|number) ?)?\[?\d+\]? (?:for|as)\b",
        rf"\b(?:add|append|include|insert|put)\b{_SOME}(?:to|in|into|at)\b"
        rf"(?:{_SOME}|\s)(?:every|each|all|the) {_PROSE}\b",
        rf"\b(?:forward|send|e-?mail|cc|bcc)\b{_SOME}(?:digest|newsletter|summary|library|conversation|notes) to\b",
    ),
    "It holds what looks like the call of a tool.": (
        r"[\"'](?:tool|tool_name|tool_calls?|function|function_call|recipient_name|arguments)[\"']\s*:",
    ),
    "It holds a picture or link that could carry words away.": (
        r"!\[[^\]\n]{0,200}\]\(\s*<?https?:|<img\b[^>]{0,300}\bsrc\b|\]\(\s*(?:javascript|data|vbscript):",
    ),
    "It holds code that would run on a page.": (r"<script\b", r"\bjavascript:\S", r"<\w[^>]{0,200}\son\w+\s*="),
}
# Whether each begins a word is seen afterwards: a pattern that opens with its own letters is found at once.
_PATTERNS = {
    reason: [(re.compile(sign.removeprefix(r"\b"), re.M), sign.startswith(r"\b")) for sign in signs]
    for reason, signs in _SIGNS.items()
}
_CODED = "It holds a long block of coded text."
_SHORTEST_CODED = 80
_BLOCK = re.compile(
    r"(?<![\w+/=-])(?=[\w+/]{0,80}[a-z])(?=[\w+/]{0,80}[A-Z])(?=[\w+/]{0,80}\d)[A-Za-z0-9+/]{80,}={0,2}(?![\w/.-])"
)
_WORD = re.compile(r"\w")
_HIDDEN = "It holds characters that nobody sees."
_JOINED = re.compile(
    "[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef]+|[\ufe00-\ufe0f]{2,}"
)


@dataclass(frozen=True)
class Suspicion:
    """`reason` is a sentence for the curator, `words` the place in the text, hidden characters by their numbers."""

    reason: str
    words: str


def suspicions(*texts: str) -> tuple[Suspicion, ...]:
    """In: a source's text, and what else it says of itself. Out: each reason once."""
    return tuple(_found("\n".join(filter(None, texts))))


def _found(text: str) -> Iterator[Suspicion]:
    low = _in_small_letters(text)
    for reason, signs in _PATTERNS.items():
        if places := [place for sign, is_word in signs if (place := _first(sign, low, is_word))]:
            yield _told(reason, text, min(places, key=re.Match.start))
    # A block holds no space: where no word is so long, there is none.
    if any(len(word) >= _SHORTEST_CODED for word in text.split()) and (place := _BLOCK.search(text)):
        yield _told(_CODED, text, place)
    if place := _JOINED.search(text):
        yield _told(_HIDDEN, text, place)


def _first(sign: re.Pattern[str], text: str, is_word: bool) -> re.Match[str] | None:  # noqa: FBT001
    place = sign.search(text)
    while place and is_word and _WORD.match(text, place.start() - 1 if place.start() else len(text)):
        place = sign.search(text, place.start() + 1)
    return place


def _in_small_letters(text: str) -> str:
    """As long as the text: a few letters become two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower()[:1] for one in text)


def _told(reason: str, text: str, place: re.Match[str]) -> Suspicion:
    return Suspicion(reason, _excerpt(text, place.start(), place.end()))


def _excerpt(text: str, start: int, end: int) -> str:
    """From the beginning of a word to the end of one, where words are not longer than all the room."""
    begin = text.find(" ", max(0, start - _MARGIN), start) + 1 or start if start > _MARGIN else 0
    line = _shown(" ".join(text[begin : max(end, begin + 2 * _EXCERPT)].split()))
    if len(line) > _EXCERPT:
        line = (line[:_EXCERPT].rpartition(" ")[0] or line[:_EXCERPT]) + "…"
    return f"…{line}" if begin else line


def _shown(line: str) -> str:
    """Runs of what has no shape of its own as the first one's number and their count."""
    return "".join(_named(list(run)) if hidden else "".join(run) for hidden, run in groupby(line, _is_hidden))


def _is_hidden(letter: str) -> bool:
    return (
        unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    )


def _named(run: list[str]) -> str:
    more = f" and {len(run) - 1} more" if len(run) > 1 else ""
    return f"[U+{ord(run[0]):04X}{more}]"
