"""In: one sentence of a statement and the passages it cites. Out: what keeps it from being a fair retelling. Pure.

No single sign decides. Each check knows one way of making of a source's words what it does not say.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from curation.causes import reasons_apart
from curation.claims import COMPARED, NEGATIONS, OPPOSITES, could_be_name, names, opens_sentence, quantities, same_name
from curation.clauses import Spoken, Word
from curation.figures import UNITS, Figure, is_number, strangers
from curation.folding import Token, tokens
from curation.grammar import AMOUNTS, ORDINALS, STANCES, TIMES
from curation.joints import Laid, laid, named
from curation.moods import added, dropped, turned
from curation.splices import spliced
from curation.voices import misattributed
from curation.writing.words import is_content, stem

TURNED = "It and the words it cites differ in saying no."
SPLICED = "It joins words of the source in a way that the source does not."
ASKED = "It tells as a fact what the words it cites ask."
ELSEWHERE = "It is about something else than the words it cites."
_REASON = "It gives a reason that the words it cites do not give."
_FOREIGN_SHARE = 1 / 3
_NEAR_THAN = 2
_MOST_WORDS = 150
_TOO_LONG = f"One of its sentences is too long to be checked: more than {_MOST_WORDS} words of meaning."
_FIGURE_FAULTS = {
    "value": "It says {}, which the words it cites do not.",
    "unit": "It counts {} in another unit than the words it cites.",
    "bound": "It says {} more or less exactly than the words it cites.",
}


@dataclass(frozen=True)
class Sources:
    """The sentences of the cited passages in order, the numbers of those that are quoted, and what else is known.

    `told`: words of authors and titles that the writer was told of.
    """

    sentences: tuple[Spoken, ...]
    cited: frozenset[int]
    told: frozenset[str]
    known: tuple[str, ...]

    @property
    def quoted(self) -> list[Spoken]:
        return [self.sentences[at] for at in sorted(self.cited)]

    @property
    def names(self) -> frozenset[str]:
        """What the writer was told of, and who said what is quoted."""
        return self.told.union(*(named(sentence.speaker) for sentence in self.quoted))

    def words(self) -> list[Token]:
        return [token for sentence in self.sentences for token in sentence.tokens]


def faults(said: Spoken, sources: Sources) -> Iterator[str]:
    """Out: what keeps a sentence from being close, worst first."""
    if len(said.words) > _MOST_WORDS:
        yield _TOO_LONG
        return
    yield from _figures(said, sources)
    strange = strange_names(said, sources)
    if strange:
        yield f"It names {listed(strange)}, which the passages it cites do not."
    lay = laid(said, sources.sentences, sources.cited)
    pairs = [
        (at, sources.sentences[place.of], place.at) for at, place in enumerate(lay.places) if place and place.at >= 0
    ]
    yield from _meant_otherwise(said, sources, lay)
    mirrored = _mirrored(said, sources)
    if any(turned(said, pairs)) and not _refused(said, sources):
        yield TURNED
    yield from _amounts(said, sources)
    if not mirrored:
        yield from _opposites(said, sources)
        if lay.loose or _crosses(said, sources) or spliced(said, sources.sentences):
            yield SPLICED
    if _thinks_otherwise(said, sources, lay):
        yield TURNED
    yield from _counted(said, lay, sources)
    if reasons_apart(said, pairs):
        yield _REASON
    yield from _foreign(said, lay, sources)


def listed(words: Collection[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def _figures(said: Spoken, sources: Sources) -> Iterator[str]:
    there = [figure for sentence in sources.quoted for figure in sentence.figures]
    known = [Figure(word, 0, 0) for word in sources.told]
    for figure, what in strangers(said.figures, [*there, *known]):
        yield _FIGURE_FAULTS[what].format(f"“{figure.value}”")
    yield from _measures(said, sources.quoted)


def _measures(said: Spoken, quoted: Sequence[Spoken]) -> Iterator[str]:
    """Ordinals, shares, units and "last year": closed classes, in which another word is another fact."""
    met = {token.text for sentence in quoted for token in sentence.tokens}
    units = {UNITS.get(word, "") for word in met} | {f.unit for sentence in quoted for f in sentence.figures}
    times = {pair for sentence in quoted for pair in _times(sentence)}
    for token in said.tokens:
        if token.text in ORDINALS | AMOUNTS - {"percent"} and token.text not in met:
            yield _FIGURE_FAULTS["value"].format(f"“{token.surface}”")
        if len(token.text) > 2 and UNITS.get(token.text, "") not in units:
            yield _FIGURE_FAULTS["unit"].format(f"“{token.surface}”")
    for which, time in _times(said):
        if (which, time) not in times and any(time == other for _, other in times):
            yield _FIGURE_FAULTS["value"].format(f"“{which} {time}”")


def _times(sentence: Spoken) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(sentence.tokens):
        if one.text in {"last", "next", "this", "every", "each"} and other.text in UNITS.keys() | TIMES:
            yield one.text, other.text


def strange_names(said: Spoken, sources: Sources) -> list[str]:
    there = sources.words()
    met = {same_name(token.text) for token in there} | {stem(token.text) for token in there} | sources.names
    known = {token.start for token in names(said.text)}
    figures = {at for figure in said.figures for at in range(figure.first, figure.last)}
    found = []
    for at, token in enumerate(said.tokens):
        if at in figures or same_name(token.text) in met:
            continue
        if token.start in known or _opens_as_name(said.text, token, met):
            found.append(token.surface)
    return found


def _opens_as_name(text: str, token: Token, met: Collection[str]) -> bool:
    new = is_content(token.text) and stem(token.text) not in met
    return new and opens_sentence(text, token.start) and could_be_name(token)


def _meant_otherwise(said: Spoken, sources: Sources, lay: Laid) -> Iterator[str]:
    used: dict[int, set[int]] = {}
    told: dict[int, set[int]] = {}
    for at, place in enumerate(lay.places):
        if place and place.at >= 0:
            used.setdefault(place.of, set()).add(place.at)
            told.setdefault(place.of, set()).add(at)
    from_cited = sum(len(places) for of, places in used.items() if of in sources.cited)
    if 2 * from_cited < sum(map(len, used.values())) or not from_cited:
        yield ELSEWHERE
    for of in sorted(set(used) & sources.cited):
        if len(used[of]) < 3 and 2 * len(used[of]) < from_cited:
            continue
        yield from meant_otherwise(said, told[of], sources, of, frozenset(used[of]))
    made = added(said, [sources.sentences[of] for of in used] or sources.quoted)
    if made:
        yield f"It says {listed(made)}, which changes how the words it cites are meant."


def cut_faults(said: Spoken, sources: Sources, of: int, used: frozenset[int]) -> Iterator[str]:
    """Out: what a verbatim piece of sentence `of` leaves out that the rest of the sentence says of it."""
    source = sources.sentences[of]
    yield from meant_otherwise(said, range(len(said.words)), sources, of, used)
    for figure, what in strangers(said.figures, source.figures):
        if what == "bound":
            yield _FIGURE_FAULTS[what].format(f"“{figure.value}”")


def meant_otherwise(
    said: Spoken, told: Collection[int], sources: Sources, of: int, used: frozenset[int]
) -> Iterator[str]:
    """What was asked, said by somebody, wished for or true on a condition must not become a plain fact."""
    source = sources.sentences[of]
    if source.asks and not said.asks:
        yield ASKED
    voice = misattributed(said, told, source, used, sources.sentences[:of], sources.known)
    if voice:
        yield voice
    gone = dropped(said, source, used)
    if gone:
        yield f"It leaves out {listed(gone)}, which changes how the words it cites are meant."


def _amounts(said: Spoken, sources: Sources) -> Iterator[str]:
    quoted = [token for sentence in sources.quoted for token in sentence.tokens]
    denies = any(token.text in {"not", "never", "no", "nobody", "none"} for token in said.tokens)
    words = [token for token in said.tokens if not (denies and token.text.startswith("any"))]
    more = quantities(words) - quantities(quoted)
    if more:
        yield f"It says how many ({listed(sorted(more))}) where the words it cites do not."


def _opposites(said: Spoken, sources: Sources) -> Iterator[str]:
    there = {token.text for sentence in sources.sentences for token in sentence.tokens}
    quoted = {token.text for sentence in sources.quoted for token in sentence.tokens}
    for token in said.tokens:
        if token.text not in there and any(are_opposites(token.text, other) for other in quoted):
            yield f"It says {listed([token.surface])} where the words it cites say the opposite."


def _refused(said: Spoken, sources: Sources) -> bool:
    """True where what it denies is denied by a sentence of its own: "They told us to wait. We didn't." """
    short = any(not one.words and {token.text for token in one.tokens} & NEGATIONS for one in sources.quoted)
    return short and bool({token.text for token in said.tokens} & NEGATIONS)


def _counted(said: Spoken, lay: Laid, sources: Sources) -> Iterator[str]:
    """A figure that stands before a noun in the source must not stand before a new one."""
    for at, (one, other) in enumerate(pairwise(said.words)):
        place = lay.places[at]
        if place is None or place.at < 0 or lay.places[at + 1] or other.before:
            continue
        behind = sources.sentences[place.of].words[place.at + 1 : place.at + 2]
        if (one.figure or one.text in ORDINALS) and behind and not behind[0].before and other.text not in UNITS:
            yield f"It counts {listed([other.surface])} where the words it cites count {listed([behind[0].surface])}."


def _thinks_otherwise(said: Spoken, sources: Sources, lay: Laid) -> bool:
    """True where one believes what in the source he doubts, or the other way round."""
    used = Counter(place.of for place in lay.places if place)
    main = sources.sentences[used.most_common(1)[0][0]] if used else said
    theirs = {STANCES[token.text] for token in main.tokens if token.text in STANCES}
    mine = {STANCES[token.text] for token in said.tokens if token.text in STANCES}
    return bool(theirs and mine) and ("doubts" in theirs) is not ("doubts" in mine)


def are_opposites(word: str, other: str) -> bool:
    """By the list, or because one is the other with "un-", "in-", "dis-" or "non-" before it."""
    if {word, other} in OPPOSITES:
        return True
    shorter, longer = sorted((word, other), key=len)
    prefix = longer.removesuffix(shorter)
    return len(shorter) > 3 and longer.endswith(shorter) and prefix in {"un", "in", "im", "ir", "il", "dis", "non"}


def _mirrored(said: Spoken, sources: Sources) -> bool:
    """True for a comparison told from its other side: "B is slower than A" of "A is faster than B"."""
    mine = [at for at, word in enumerate(said.tokens) if word.text in COMPARED]
    for source in sources.quoted if mine else ():
        theirs = [at for at, word in enumerate(source.tokens) if word.text in COMPARED]
        for at, place in product(mine, theirs):
            turned_pair = {said.tokens[at].text, source.tokens[place].text} in OPPOSITES
            if turned_pair and _sides_turned(said, at, source, place):
                return True
    return False


def _sides_turned(said: Spoken, at: int, source: Spoken, place: int) -> bool:
    mine = _sides(said, said.tokens[at].start, said.tokens[at].text)
    theirs = _sides(source, source.tokens[place].start, source.tokens[place].text)
    if mine is None or theirs is None:
        return False
    (left, right), (their_left, their_right) = mine, theirs
    speaker = named(source.speaker)
    return (
        bool(right)
        and right <= their_left | speaker
        and their_right <= left
        and bool(their_right or right & speaker or left & speaker)
    )


def _crosses(said: Spoken, sources: Sources) -> bool:
    """True where a word stands on the other side of "than" than in the source."""
    mine = _sides(said, 0, "")
    for theirs in (_sides(source, 0, "") for source in sources.quoted):
        if mine and theirs:
            left, right = theirs[0] - theirs[1], theirs[1] - theirs[0]
            if (mine[0] - mine[1]) & right or (mine[1] - mine[0]) & left:
                return True
    return False


def _sides(sentence: Spoken, start: int, word: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Out: the words before "than", or before "before" and "after", and those behind it."""
    thans = [one for one, other in pairwise(sentence.tokens) if one.text == "than" and not is_number(other.text)]
    than = next((token.start for token in thans if token.start >= start), None)
    if than is None and word not in {"before", "after", "above", "below"}:
        return None
    if than is not None and word and sum(start < token.start < than for token in sentence.tokens) > _NEAR_THAN:
        return None
    edge = start if than is None else than
    compared = {token.text for token in sentence.tokens if token.start in (start, edge)}
    left = {same_name(w.key) for w in sentence.words if w.start < edge and w.text not in compared}
    right = {same_name(w.key) for w in sentence.words if w.start > edge and w.text not in compared}
    return frozenset(left), frozenset(right)


def _foreign(said: Spoken, lay: Laid, sources: Sources) -> Iterator[str]:
    """Words that the passages do not have: two in a row, or too many of them."""
    there = {stem(token.text) for sentence in sources.quoted for token in sentence.tokens} | sources.names
    content = [(word, place) for word, place in zip(said.words, lay.places, strict=True) if is_content(word.text)]
    foreign = [word for word, place in content if place is None and _is_new(word, there)]
    in_a_row = any(a in foreign and b in foreign for (a, _), (b, _) in pairwise(content))
    if in_a_row or len(foreign) > _FOREIGN_SHARE * len(content):
        yield f"It says {listed([word.surface for word in foreign])}, which the passages it cites do not."


def _is_new(word: Word, there: Collection[str]) -> bool:
    return not word.figure and stem(word.text) not in there and same_name(word.text) not in there


def told_words(known: Sequence[str]) -> frozenset[str]:
    return frozenset(same_name(token.text) for name in known for token in tokens(name))
