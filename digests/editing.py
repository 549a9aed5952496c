"""The curator's hand on a digest: verbs that admin, web and API call alike.

In: a digest or statement and the person who changes it. Out: the same thing, changed; a digest that a hand
has touched is never composed anew.
"""

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import CurationError
from curation.evidence import check_statement
from curation.hand import hold, logged
from curation.writing.schemas import CitationDraft, StatementDraft
from digests.models import Digest, Statement


def approve(digest: Digest, by: User) -> Digest:
    """A published digest is approved already."""
    if not digest.writer:
        raise CurationError(f"“{digest}” is not composed yet; there is nothing to approve.")
    return _set_state(digest, Digest.State.APPROVED, {Digest.State.DRAFT}, "Approved.", by)


@transaction.atomic
def publish(digest: Digest, by: User) -> Digest:
    hold(digest, by)
    if digest.state == Digest.State.DRAFT:
        raise CurationError(f"“{digest}” is a draft; approve it before it is published.")
    return _set_state(digest, Digest.State.PUBLISHED, {Digest.State.APPROVED}, "Published.", by)


def withdraw(digest: Digest, by: User) -> Digest:
    """Back to a draft; what has been sent stays sent."""
    every_other = {Digest.State.APPROVED, Digest.State.PUBLISHED}
    return _set_state(digest, Digest.State.DRAFT, every_other, "Back to a draft.", by)


@transaction.atomic
def rewrite(statement: Statement, text: str, by: User) -> Statement:
    """Set the words and check them against the statement's citations, as the machine's words are checked."""
    digest = statement.section.digest
    hold(digest, by)
    text = " ".join(text.split())
    if not text:
        raise CurationError("A statement needs words; delete it instead.")
    citations = statement.citations.select_related("passage__source")
    passages = [one.passage for one in citations if one.passage]
    quoted = [CitationDraft(passage_id=one.passage_id or 0, quote=one.quote) for one in citations]
    checked = check_statement(
        StatementDraft(text=text, citations=quoted),
        {passage.pk: passage.text for passage in passages},
        known=[name for passage in passages for name in (passage.said_by, passage.source.label) if name],
        said_by={passage.pk: passage.said_by for passage in passages if passage.said_by},
    )
    statement.text, statement.status, statement.reason = text, checked.status, checked.reason[:300]
    statement.by_hand = True
    statement.save()
    Digest.objects.filter(pk=digest.pk).update(edited_by_hand=True)
    return logged(statement, by, "Rewritten by hand.")


@transaction.atomic
def _set_state(digest: Digest, state: Digest.State, before: set[Digest.State], note: str, by: User) -> Digest:
    hold(digest, by)
    if digest.state not in before:
        return digest
    digest.state = state
    digest.save(update_fields=["state"])
    return logged(digest, by, note)
