"""In: a digest as a mail shows it. Out: the same as plain text, 72 columns, with numbered links after each section."""

import textwrap
from collections.abc import Iterator

from digests.renderers.digest_view import CitationView, DigestView, StatementView
from digests.renderers.email_view import MailSection, MailView
from digests.renderers.engine import render_text
from digests.telling import LANE, OPEN

COLUMNS = 72
WORTH = "Was this worth it?"


def mail_text(mail: MailView) -> str:
    view, title = mail.digest, " ".join(mail.digest.title.split())
    values = {
        "mail": mail,
        "title": wrapped(title),
        "underline": "=" * min(len(title), COLUMNS),
        "about": wrapped(" · ".join(filter(None, (view.period, view.about)))),
        "lead": wrapped(" ".join(view.lead.split())),
        "news": wrapped(view.news),
        "opening": _opening(view),
        "note": wrapped(view.note),
        "withheld": wrapped(view.withheld),
        "sections": [_section(one) for one in mail.sections],
        "footer": mail.frame.why or f"{mail.frame.sender_name} sends this to {mail.frame.to_address}.",
    }
    return render_text("digests/email/digest.txt", values)


def wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _opening(view: DigestView) -> str:
    """The statements that follow the lead, with their links."""
    links: dict[str, int] = {}
    blocks = [wrapped(_cited(one, one.text, links)) for one in view.opening]
    return "\n\n".join(filter(None, [*blocks, _listed(links)]))


def _section(mail: MailSection) -> str:
    links: dict[str, int] = {}
    section = mail.view
    head = f"{wrapped(section.heading)}\n{'-' * min(len(section.heading), COLUMNS)}"
    blocks = [head, wrapped(section.about), wrapped(section.note)]
    blocks += [block for one in section.statements for block in _told(one, links)]
    blocks += [_indented(_cited(one, f"“{one.text}”", links)) for one in section.quotations]
    for one in section.lane:
        blocks += [_indented(_cited(one, f"{LANE}: “{one.text}”", links)), _indented(one.aside)]
    if section.questions:
        blocks.append(OPEN)
        blocks += [wrapped(_cited(one, one.text, links), first="- ", rest="  ") for one in section.questions]
    blocks.append(wrapped(section.known + "".join(_linked(one, links) for one in section.known_at)))
    blocks += [_listed(links), *_after(mail)]
    return "\n\n".join(filter(None, blocks))


def _after(mail: MailSection) -> Iterator[str]:
    if mail.more:
        yield f"{mail.more}:\n{mail.more_url}"
    if mail.yes_url:
        yield f"{WORTH}\nYes: {mail.yes_url}\nNo: {mail.no_url}"


def _told(statement: StatementView, links: dict[str, int]) -> Iterator[str]:
    if not statement.told_by_sides:
        yield wrapped(_cited(statement, statement.text, links))
    if statement.sides:
        yield wrapped(statement.aside)
    for side in statement.sides:
        yield _indented(f"{side.label}: “{side.quote}”{_linked(side.citation, links)} {side.citation.place}")


def _indented(text: str) -> str:
    return wrapped(text, first="  ", rest="  ")


def _linked(citation: CitationView, links: dict[str, int]) -> str:
    return f" [{links.setdefault(citation.url, len(links) + 1)}]" if citation.url else ""


def _listed(links: dict[str, int]) -> str:
    return "\n".join(f"[{number}] {url}" for url, number in links.items())


def _cited(statement: StatementView, text: str, links: dict[str, int]) -> str:
    """Out: the statement with its sources by name and number; `links` gains their addresses."""
    sources = [
        f"{one.label} [{links.setdefault(one.url, len(links) + 1)}]" if one.url else one.place
        for one in statement.citations
    ]
    mark = f" ({statement.mark})" if statement.mark else ""
    return f"{text}{mark} ({'; '.join(sources)})"
