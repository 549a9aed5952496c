"""In: meetings. Out: ours and its baselines as methods; each takes what is asked and returns turns, best first."""

from collections.abc import Callable, Mapping, Sequence

from bench.meetings import Asked, Meeting
from bench.rankers import FullText, by_meaning, by_words, fused
from curation.search.ranking import BALANCE, Balance, ranked

Method = Callable[[Asked], list[int]]


def methods(meetings: Mapping[str, Meeting]) -> tuple[dict[str, Method], dict[str, Method]]:
    """Out: what is judged over turns, ours among it, and the baselines over passages."""
    over_turns = {"ours": ours(meetings), **_over_turns(meetings)}
    return over_turns, _over_passages(meetings)


def ours(meetings: Mapping[str, Meeting], balance: Balance = BALANCE) -> Method:
    def method(asked: Asked) -> list[int]:
        meeting = meetings[asked.meeting]
        return _put_forward(meeting, ranked(asked.question, meeting.vectors @ asked.vector, meeting.ground, balance))

    return method


def _over_turns(meetings: Mapping[str, Meeting]) -> dict[str, Method]:
    kept = FullText({name: meeting.turns for name, meeting in meetings.items()}, table="ranked_turns")
    return {
        "BM25": lambda asked: by_words(asked.question, meetings[asked.meeting].turns),
        "dense alone": lambda asked: by_meaning(asked.vector, meetings[asked.meeting].turn_vectors),
        "full text alone": lambda asked: kept.ranked(asked.meeting, asked.question),
    }


def _over_passages(meetings: Mapping[str, Meeting]) -> dict[str, Method]:
    """With their speakers' names, but for the vectors, which are those that the product keeps."""
    texts = {name: _labelled(meeting) for name, meeting in meetings.items()}
    kept = FullText(texts, table="ranked_passages")
    orders: dict[str, Method] = {
        "BM25": lambda asked: by_words(asked.question, texts[asked.meeting]),
        "dense alone": lambda asked: by_meaning(asked.vector, meetings[asked.meeting].vectors),
        "full text alone": lambda asked: kept.ranked(asked.meeting, asked.question),
    }
    orders["fused by rank"] = lambda asked: fused(orders["dense alone"](asked), orders["full text alone"](asked))
    return {name: _forwarding(meetings, order) for name, order in orders.items()}


def _forwarding(meetings: Mapping[str, Meeting], order: Method) -> Method:
    return lambda asked: _put_forward(meetings[asked.meeting], order(asked))


def _put_forward(meeting: Meeting, passages: Sequence[int]) -> list[int]:
    return [meeting.forward[passage] for passage in passages]


def _labelled(meeting: Meeting) -> list[str]:
    told = zip(meeting.ground.speakers, meeting.ground.texts, strict=True)
    return [f"{speaker}: {text}" for speaker, text in told]
