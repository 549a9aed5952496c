"""In: one sentence of a statement and its sources. Out: the figures, shares, units and quantities it changes. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from curation.cited import Sources, listed
from curation.claims import quantities
from curation.figures import UNITS, Figure, strangers
from curation.grammar import AMOUNTS, ORDINALS, TIMES
from curation.joints import Laid
from curation.speech import Spoken

FIGURE_FAULTS = {
    "value": "It says {}, which the words it cites do not.",
    "unit": "It counts {} in another unit than the words it cites.",
    "bound": "It says {} more or less exactly than the words it cites.",
}


def figures_apart(said: Spoken, sources: Sources) -> Iterator[str]:
    there = [figure for sentence in sources.quoted for figure in sentence.figures]
    known = [Figure(word, 0, 0) for word in sources.told]
    for figure, what in strangers(said.figures, [*there, *known]):
        yield FIGURE_FAULTS[what].format(f"“{figure.value}”")
    yield from _measures(said, sources.quoted)
    yield from _led_otherwise(said, sources.quoted)


def _led_otherwise(said: Spoken, quoted: Sequence[Spoken]) -> Iterator[str]:
    """ "Rose to 6%" is not "rose by 6%"."""
    for figure in said.figures:
        same = [(one, other) for one in quoted for other in one.figures if other.value == figure.value]
        theirs = {_led_by(sentence, other) for sentence, other in same}
        mine = _led_by(said, figure)
        if mine and theirs and "" not in theirs and mine not in theirs:
            yield FIGURE_FAULTS["value"].format(f"“{mine} {figure.value}”")


def _led_by(sentence: Spoken, figure: Figure) -> str:
    word = sentence.tokens[figure.first - 1].text if figure.first else ""
    return word if word in {"by", "to", "from"} else ""


def _measures(said: Spoken, quoted: Sequence[Spoken]) -> Iterator[str]:
    """Ordinals, shares, units and "last year": closed classes, in which another word is another fact."""
    met = {token.text for sentence in quoted for token in sentence.tokens}
    units = {UNITS.get(word, "") for word in met} | {f.unit for sentence in quoted for f in sentence.figures}
    times = {pair for sentence in quoted for pair in _times(sentence)}
    for token in said.tokens:
        if token.text in ORDINALS | AMOUNTS - {"percent"} and token.text not in met:
            yield FIGURE_FAULTS["value"].format(f"“{token.surface}”")
        if len(token.text) > 2 and UNITS.get(token.text, "") not in units:
            yield FIGURE_FAULTS["unit"].format(f"“{token.surface}”")
    for which, time in _times(said):
        if (which, time) not in times and any(time == other for _, other in times):
            yield FIGURE_FAULTS["value"].format(f"“{which} {time}”")


def _times(sentence: Spoken) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(sentence.tokens):
        if one.text in {"last", "next", "this", "every", "each"} and other.text in UNITS.keys() | TIMES:
            yield one.text, other.text


def amounts_apart(said: Spoken, sources: Sources) -> Iterator[str]:
    quoted = [token for sentence in sources.quoted for token in sentence.tokens]
    denies = any(token.text in {"not", "never", "no", "nobody", "none"} for token in said.tokens)
    words = [token for token in said.tokens if not (denies and token.text.startswith("any"))]
    more = quantities(words) - quantities(quoted)
    if more:
        yield f"It says how many ({listed(sorted(more))}) where the words it cites do not."


def counts_apart(said: Spoken, lay: Laid, sources: Sources) -> Iterator[str]:
    """A figure that stands before a noun in the source must not stand before a new one."""
    for at, (one, other) in enumerate(pairwise(said.words)):
        place = lay.places[at]
        if place is None or place.at < 0 or lay.places[at + 1] or other.before:
            continue
        behind = sources.sentences[place.of].words[place.at + 1 : place.at + 2]
        if (one.figure or one.text in ORDINALS) and behind and not behind[0].before and other.text not in UNITS:
            yield f"It counts {listed([other.surface])} where the words it cites count {listed([behind[0].surface])}."
