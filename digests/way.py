"""In: a source. Out: what was made of it: the digests that cite it, their mail, and decks."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.template.defaultfilters import pluralize
from django.urls import reverse

from curation.desk_links import Link, Verb, link_to, verb_on
from curation.evidence import Status
from curation.models import Run, Source
from curation.pipeline import OF_RUN, State, Step
from digests.models import Deck, Delivery, Digest, NewsletterIssue


def steps_of(source: Source) -> Iterator[Step]:
    cited = Q(sections__statements__citations__source=source)
    failed = cited & Q(sections__statements__status=Status.UNSUPPORTED)
    counts = {name: Count("sections__statements", one, distinct=True) for name, one in _named(cited, failed)}
    digests = list(Digest.objects.filter(cited, owner=source.owner_id).annotate(**counts))
    runs = _latest_runs(source, digests)
    if not digests:
        yield Step("Digests", State.NOT_YET, "its theme", "no digest cites it")
    for digest in digests:
        yield _digest(digest, runs.get(digest.pk))
    yield from _mail(digests)
    yield from _decks(source, digests)


def _named(cited: Q, failed: Q) -> list[tuple[str, Q]]:
    return [("citing", cited), ("unsupported", failed)]


def _digest(digest: Digest, run: Run | None) -> Step:
    citing, failed = getattr(digest, "citing", 0), getattr(digest, "unsupported", 0)
    told = f"{citing} statement{pluralize(citing)} cite{pluralize(citing, 's,')} it"
    bad = f", {failed} not borne out" if failed else ""
    made = f"{told}{bad}; {digest.get_state_display().lower()}, by {digest.writer or 'nobody yet'}"
    state = _state(digest, run)
    links = (link_to(digest), Link("Desk", reverse("desk", args=[digest.pk])), _preview(digest))
    return Step("Digest", state, f"{digest}", made, _when(digest, run), run, links, _verbs(digest))


def _state(digest: Digest, run: Run | None) -> State:
    if run and (run.is_open or run.status == Run.Status.FAILED):
        return OF_RUN[Run.Status(run.status)]
    if digest.is_the_hands:
        return State.HAND
    return State.DONE if digest.writer else State.NOT_YET


def _when(digest: Digest, run: Run | None) -> datetime | None:
    return digest.published_at or digest.approved_at or (run.finished_at if run else digest.created_at)


def _verbs(digest: Digest) -> tuple[Verb, ...]:
    anew = () if digest.is_the_hands else (verb_on(digest, "compose_again", "Compose again"),)
    following = {Digest.State.DRAFT: ("approve", "Approve"), Digest.State.APPROVED: ("publish", "Publish")}
    onward = following.get(Digest.State(digest.state))
    return (*anew, verb_on(digest, *onward)) if onward and digest.writer else anew


def _preview(digest: Digest) -> Link:
    return Link("Preview", reverse("admin:digests_digest_preview", args=[digest.pk]))


def _mail(digests: Sequence[Digest]) -> Iterator[Step]:
    sent = Count("deliveries", Q(deliveries__status=Delivery.Status.SENT))
    failed = Count("deliveries", Q(deliveries__status=Delivery.Status.FAILED))
    issues = NewsletterIssue.objects.filter(digest__in=digests).select_related("digest")
    for issue in issues.annotate(sent=sent, failed=failed):
        unsent = f", {issue.failed} failed" if issue.failed else ""
        state = State.FAILED if issue.failed else State.DONE if issue.sent else State.WAITING
        links = (link_to(issue), Link("Mail", reverse("mail", args=[issue.digest_id])))
        yield Step("Mail", state, f"{issue.digest}", f"{issue.sent} sent{unsent}", issue.frozen_at, links=links)


def _decks(source: Source, digests: Sequence[Digest]) -> Iterator[Step]:
    for deck in Deck.objects.filter(Q(source=source) | Q(digest__in=digests), owner=source.owner_id):
        slides = len(deck.outline.get("slides", ()))
        state = State.DONE if deck.outline else State.WAITING
        made = f"{slides} slide{pluralize(slides)}, by {deck.writer or 'nobody yet'}"
        links = (link_to(deck), Link("Deck", reverse("deck", args=[deck.pk])))
        yield Step("Deck", state, "this source" if deck.source_id else "its digest", made, deck.created_at, links=links)


def _latest_runs(source: Source, digests: Sequence[Digest]) -> dict[int, Run]:
    subjects = [digest.pk for digest in digests]
    runs = Run.objects.filter(owner=source.owner_id, kind=Run.Kind.DIGEST, subject__in=subjects)
    return {run.subject: run for run in runs.order_by("created_at", "pk")}
