"""In: what is nobody's business, and what stands there instead. Out: a text without it, whole or cut short. Pure."""

import re
from collections.abc import Iterator, Mapping

from curation.writing.labels import UNTITLED, label_of

_SHORT, _SHORTEST, _SHORTEST_CUT = 4, 2, 3
# Of a letter that is the same as another one to the search alone.
_HIDDEN = "–"
_CUT = re.compile(r"\s*…")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)]*(?=\s)")


class Veil:
    """`names` are titles and people, hidden also where a heading or a list had room for their beginning alone."""

    def __init__(self, names: Mapping[str, str], days: Mapping[str, str]) -> None:
        written = {form: now for name, now in names.items() for form in _forms(name)}
        self._names = dict(sorted(written.items(), key=lambda one: len(one[0]), reverse=True))
        self._hidden = {name.casefold(): now for name, now in {**self._names, **days}.items()}
        found = [*map(_named, self._names), *map(_dated, days)]
        self._pattern = re.compile("|".join(found), re.IGNORECASE) if found else None

    def __call__(self, text: str) -> str:
        whole = self._hidden.get(text.strip().casefold())
        if whole is not None or self._pattern is None:
            return text if whole is None else whole
        return self._without_beginnings(self._pattern.sub(self._instead, text))

    def _instead(self, found: re.Match[str]) -> str:
        return self._hidden.get(" ".join(found.group().split()).casefold(), _HIDDEN)

    def _without_beginnings(self, text: str) -> str:
        for cut in reversed(list(_CUT.finditer(text))):
            begun = [(self._begun(name, text[: cut.start()]), now) for name, now in self._names.items()]
            longest, now = max(begun, key=lambda one: one[0], default=(0, ""))
            if longest:
                text = text[: cut.start() - longest] + now + text[cut.end() :]
        return text

    @staticmethod
    def _begun(name: str, before: str) -> int:
        """Out: how many letters of the name stand at the end of a text that is cut there."""
        for count in range(min(len(name), len(before)), _SHORTEST_CUT - 1, -1):
            ahead = before[-count - 1 : -count]
            if before[-count:].casefold() == name[:count].casefold() and not (ahead.isascii() and ahead.isalnum()):
                return count
        return 0


def _forms(name: str) -> Iterator[str]:
    """As it is, as headings are cleaned, and the whole sentences that a long one is cut to."""
    for form in dict.fromkeys((" ".join(name.split()), label_of(name))):
        if len(form) >= _SHORTEST and form != UNTITLED:
            yield form
            yield from (form[: end.end()] for end in _SENTENCE_END.finditer(form))


def _named(name: str) -> str:
    """A short one as a word of its own and as it is written: "Ed" is not in "baked"."""
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?-i:(?<!\w){words}(?!\w))" if len(name) < _SHORT and name.isascii() else words


def _dated(day: str) -> str:
    """Not the end of a period."""
    return rf"(?<!\d)(?<!–)(?<!– ){re.escape(day)}"
