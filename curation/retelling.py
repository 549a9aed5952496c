"""In: one sentence of a statement and the passages it cites. Out: what keeps it from being a fair retelling. Pure.

No single sign decides. Each check knows one way of making of a source's words what it does not say.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from curation.amounts import amounts_apart, counts_apart, figures_apart
from curation.causes import reasons_apart
from curation.cited import Sources, listed
from curation.claims import NEGATIONS, could_be_name, names, opens_sentence, same_name
from curation.comparisons import crosses, mirrored, opposites
from curation.folding import Token
from curation.grammar import STANCES
from curation.joints import Laid, laid
from curation.moods import added, dropped, turned
from curation.speech import Spoken, Word
from curation.splices import spliced
from curation.voices import misattributed
from curation.writing.words import is_content, stem

TURNED = "It and the words it cites differ in saying no."
SPLICED = "It joins words of the source in a way that the source does not."
ASKED = "It tells as a fact what the words it cites ask."
ELSEWHERE = "It is about something else than the words it cites."
_REASON = "It gives a reason that the words it cites do not give."
_CODE = re.compile(r"`([^`\n]{1,200})`")
_FOREIGN_SHARE = 1 / 3
_MOST_WORDS = 150
_TOO_LONG = f"One of its sentences is too long to be checked: more than {_MOST_WORDS} words of meaning."


def faults(said: Spoken, sources: Sources) -> Iterator[str]:
    """Out: what keeps a sentence from being close, worst first."""
    if len(said.words) > _MOST_WORDS:
        yield _TOO_LONG
        return
    yield from figures_apart(said, sources)
    changed = [code for code in _CODE.findall(said.text) if not _is_typed(code, sources)]
    if changed:
        yield f"It changes {listed(changed)}, which is to be typed as it stands."
    strange = strange_names(said, sources)
    if strange:
        yield f"It names {listed(strange)}, which the passages it cites do not."
    lay = laid(said, sources.sentences, sources.cited)
    pairs = [
        (at, sources.sentences[place.of], place.at) for at, place in enumerate(lay.places) if place and place.at >= 0
    ]
    yield from _meant_otherwise(said, sources, lay)
    if any(turned(said, pairs)) and not _refused(said, sources):
        yield TURNED
    yield from amounts_apart(said, sources)
    if not mirrored(said, sources):
        yield from opposites(said, sources)
        if lay.loose or crosses(said, sources) or spliced(said, sources.sentences):
            yield SPLICED
    if _thinks_otherwise(said, sources, lay):
        yield TURNED
    yield from counts_apart(said, lay, sources)
    if reasons_apart(said, pairs):
        yield _REASON
    yield from _foreign(said, lay, sources)


def _is_typed(code: str, sources: Sources) -> bool:
    """True where it is set as code just so, or stands there as plain text."""
    for sentence in sources.sentences:
        if code in _CODE.findall(sentence.text) or code in _CODE.sub(" ", sentence.text):
            return True
    return False


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


def _refused(said: Spoken, sources: Sources) -> bool:
    """True where what it denies is denied by a sentence of its own: "They told us to wait. We didn't." """
    short = any(not one.words and {token.text for token in one.tokens} & NEGATIONS for one in sources.quoted)
    return short and bool({token.text for token in said.tokens} & NEGATIONS)


def _thinks_otherwise(said: Spoken, sources: Sources, lay: Laid) -> bool:
    """True where one believes what in the source he doubts, or the other way round."""
    used = Counter(place.of for place in lay.places if place)
    main = sources.sentences[used.most_common(1)[0][0]] if used else said
    theirs = {STANCES[token.text] for token in main.tokens if token.text in STANCES}
    mine = {STANCES[token.text] for token in said.tokens if token.text in STANCES}
    return bool(theirs and mine) and ("doubts" in theirs) is not ("doubts" in mine)


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
