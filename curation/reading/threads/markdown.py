"""In: a talk as data. Out: Markdown in which every statement has its quotes, and every quote where it stands. Pure."""

import re
from collections.abc import Iterator

from curation.reading.threads.data import CitationInFull, QuestionData, StatementInFull, ThreadData
from curation.templatetags.shown import clock

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
_NOT_SAID = "*It does not say.*"


def render_thread(talk: ThreadData) -> str:
    blocks = [f"# {_escaped(talk.title)}", _about(talk)]
    blocks += [block for question in talk.questions for block in _question(question)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _about(talk: ThreadData) -> str:
    of = _escaped(talk.source) if talk.source_id else "the library"
    return f"Asked of {of}, begun {talk.begun_at:%Y-%m-%d}. <{talk.link}>"


def _question(asked: QuestionData) -> Iterator[str]:
    yield f"## {_escaped(asked.question)}"
    if asked.bounded:
        yield "*Answered from what was read so far.*"
    yield from (_statement(one) for one in asked.answer)
    if asked.abstained and asked.answered_at:
        yield _NOT_SAID
    if asked.cut:
        yield f"*The answer broke off: {_escaped(asked.cut)}*"
    yield from (f"~~{_escaped(one.text)}~~ Withheld: {_escaped(one.reason)}" for one in asked.withheld)
    yield _signed(asked)


def _signed(asked: QuestionData) -> str:
    if asked.answered_at is None:
        return "*Not answered yet.*"
    return f"*{_escaped(asked.writer)}, {asked.answered_at:%Y-%m-%d}*"


def _statement(said: StatementInFull) -> str:
    lines = [f"{_escaped(said.text)} {' '.join(f'[{one.number}]' for one in said.citations)}"]
    return "\n".join([*lines, *(_citation(one) for one in said.citations)])


def _citation(one: CitationInFull) -> str:
    moment = f"at {clock(one.start_ms)}" if one.start_ms is not None else ""
    met = f"met {one.met_on:%Y-%m-%d}" if one.met_on else ""
    known = ", ".join(filter(None, (_escaped(one.author), _escaped(one.source), moment, met)))
    where = [known or "The passage has left the library since.", _linked(one.address), _linked(one.link)]
    return f"- [{one.number}] “{_escaped(one.quote)}” ({one.status}) {' · '.join(filter(None, where))}"


def _linked(address: str) -> str:
    """Only addresses of the web, and none that could end the link early."""
    return f"<{address}>" if re.fullmatch(r"https?://[^\s<>]+", address) else ""


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
