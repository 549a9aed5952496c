"""In: a question with its answer. Out: them as a section of a digest, after its themes, or taken out of it again."""

from django.contrib.auth.models import User
from django.db.models import Max

from curation.asked import Asked
from curation.errors import CurationError, Refused
from digests.editing.changing import afresh, changing, shortened
from digests.keep import keep_statement
from digests.models import Citation, Digest, Section, Statement


def pin_answer(digest: Digest, asked: Asked, by: User, *, note: str = "") -> Section:
    """What is pinned is a copy: the talk may go, the answer stays. Raises Refused where it is pinned already."""
    with changing(digest, by, "pin", f"Pinned “{shortened(asked.question)}”.", note=note) as memory:
        if digest.sections.filter(asked=asked.id).exists():
            raise Refused("It is in this digest already.")
        section = _section(digest, asked)
        memory.begun(section)
        for position, statement in enumerate(asked.statements):
            keep_statement(section, Statement.Role.STATEMENT, position, statement)
        _count(section)
    return section


def unpin(section: Section, by: User, *, note: str = "") -> None:
    """It can be put back by undoing. Raises CurationError for a section that was not pinned."""
    if section.asked is None:
        raise CurationError("Only what was pinned can be taken out as a whole.")
    with changing(section.digest, by, "unpin", f"Took out “{shortened(section.heading)}”.", note=note) as memory:
        afresh(section)
        memory.rows([section])
        for statement in section.statements.order_by("pk"):
            memory.whole(statement)
        section.delete()


def _section(digest: Digest, asked: Asked) -> Section:
    last = digest.sections.aggregate(last=Max("position"))["last"] or 0
    told = {"heading": asked.question[:200], "writer": asked.writer[:80], "asked": asked.id, "by_hand": True}
    told |= {"told_for": asked.told_for}
    return Section.objects.create(digest=digest, position=last + 1, **told)


def _count(section: Section) -> None:
    cited = Citation.objects.filter(statement__section=section).values("source").distinct()
    section.source_count = cited.count()
    section.save(update_fields=["source_count"])
