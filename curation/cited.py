"""What a statement is checked against. Data and its plain questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from curation.claims import same_name
from curation.folding import Token, tokens
from curation.licences import named
from curation.speech import Spoken


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


def told_words(known: Sequence[str]) -> frozenset[str]:
    return frozenset(same_name(token.text) for name in known for token in tokens(name))


def listed(words: Collection[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))
