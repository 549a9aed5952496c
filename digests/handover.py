"""In: a period. Out: one prompt for its digest, for the reader's own chat, and what came back as that digest."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from curation.errors import NothingToDo, Refused
from curation.handovers import Kept, Matched, Subject, hand_over
from curation.models import Handover, Passage, Theme
from curation.writing.assignments import Assignment
from curation.writing.foremost import foremost
from curation.writing.portions import READS
from curation.writing.schemas import Offer
from curation.writing.whole_digest import DigestDraft, ThemeOffer, digest
from digests.brought import BroughtDigest
from digests.compose import write_all
from digests.gather import Gathered, Part, gather, passages_of, sources_of
from digests.keep import Whole, keep
from digests.models import Digest, Series
from digests.order import run_of
from digests.relate import relate
from digests.scope import Scope, scope_of, scope_within
from digests.wording import credit, period_in_words

_BUSY = "This digest is being composed just now; wait for that, then paste."
_EMPTY = "There is no statement on any theme in this answer, so nothing was changed."


def hand_over_period(owner: User, start: date, end: date) -> Handover:
    """Of all that was met in a period, as `hand_over_digest`."""
    return _hand_over(Scope(owner, start, end))


def hand_over_digest(known: Digest) -> Handover:
    """The themes that a digest is composed from. Raises NothingToDo, and Refused for what a hand has touched."""
    return _hand_over(scope_of(known))


def _hand_over(scope: Scope) -> Handover:
    _refuse_the_hands(scope.rows.first())
    found = gather(scope).parts
    if not found:
        raise NothingToDo("The period gave no theme enough to write about.")
    chosen = [(part, foremost(part.offers, READS // len(found))) for part in found]
    themes = [
        {"id": part.theme.pk if part.theme else None, "heading": part.heading, "passages": len(offers)}
        for part, offers in chosen
    ]
    days = {"start": scope.start.isoformat(), "end": scope.end.isoformat()}
    about = {**days, "series": scope.series, "digest": scope.digest, "themes": themes}
    offers = [offer for _, offers in chosen for offer in offers]
    return hand_over(scope.owner, Handover.Kind.DIGEST, offers, about=about)


class _DigestDesk:
    def subject(self, handover: Handover) -> Subject:
        known = _known(handover)
        address = reverse("digest", args=[known.pk]) if known else reverse("digests")
        return Subject(f"Digest of {period_in_words(*_period(handover))}", address)

    def assignment(self, handover: Handover, offers: Sequence[Offer]) -> Assignment[Any, DigestDraft]:
        themes = [ThemeOffer(theme["heading"], part) for theme, part in _by_theme(handover, offers)]
        scope = _scope(handover)
        return digest(themes, statements=scope.measure.statements, brief=scope.brief)

    def replaces(self, handover: Handover) -> str:
        known = _known(handover)
        _refuse_the_hands(known)
        run = run_of(known) if known else None
        if run and run.is_open:
            raise Refused(_BUSY)
        if known is None or not known.writer:
            return ""
        return f"A draft of this period is there already, {credit(known.writer)}; what you paste takes its place."

    def keep(self, handover: Handover, matched: Matched, draft: DigestDraft, writer: str) -> Kept:
        whole = write_all(_gathered(handover, matched), BroughtDigest(writer, draft.sections, draft.lead))
        if not whole.sections:
            raise Refused(_EMPTY)
        made = relate(keep(_scope(handover), whole))
        _refuse_the_hands(made)
        return Kept(reverse("digest", args=[made.pk]), made.pk, _statuses(whole))


def _gathered(handover: Handover, matched: Matched) -> Gathered:
    """The parts as they were shown, as far as they are still so; the sources as they are now, for the counts."""
    sources = sources_of(_scope(handover))
    if not sources:
        raise NothingToDo("Nothing of this period is in the library any more.")
    themes = Theme.objects.of(handover.owner).in_bulk(
        [theme["id"] for theme in handover.about["themes"] if theme["id"]]
    )
    kept = _kept(handover, matched)
    parts = [
        Part(themes.get(theme["id"]), [offer for offer in offers if offer.passage_id in kept], theme["heading"])
        for theme, offers in _by_theme(handover, matched.numbered)
    ]
    return Gathered(sources, parts)


def _kept(handover: Handover, matched: Matched) -> set[int]:
    """The passages that are as they were shown, and of sources that nobody has dropped since."""
    shown = [offer.passage_id for offer in matched.numbered if offer.passage_id not in matched.stale]
    scope = _scope(handover)
    mine = Passage.objects.of(handover.owner).kept() if scope.picks is None else passages_of(scope)
    return set(mine.filter(pk__in=shown).values_list("pk", flat=True))


def _by_theme(handover: Handover, offers: Sequence[Offer]) -> Iterator[tuple[dict[str, Any], Sequence[Offer]]]:
    start = 0
    for theme in handover.about["themes"]:
        yield theme, offers[start : start + theme["passages"]]
        start += theme["passages"]


def _statuses(whole: Whole) -> list[Any]:
    parts = [whole.lead, *whole.sections]
    return [one.status for part in parts for statements in part.statements.values() for one in statements]


def _known(handover: Handover) -> Digest | None:
    return _scope(handover).rows.first()


def _scope(handover: Handover) -> Scope:
    """Of a series or a digest that has gone since, nothing is left to gather."""
    owner, days, about = handover.owner, _period(handover), handover.about
    gone = Scope(owner, *days, picks=frozenset())
    if about.get("digest"):
        known = Digest.objects.of(owner).filter(pk=about["digest"]).first()
        return scope_of(known) if known else gone
    if about.get("series"):
        series = Series.objects.of(owner).filter(pk=about["series"]).first()
        return scope_within(series, owner, *days) if series else gone
    return Scope(owner, *days)


def _period(handover: Handover) -> tuple[date, date]:
    return date.fromisoformat(handover.about["start"]), date.fromisoformat(handover.about["end"])


def _refuse_the_hands(known: Digest | None) -> None:
    if known and known.is_the_hands:
        raise Refused(f"“{known}” was edited or approved by hand; it stays as it is.")


DIGEST = _DigestDesk()
