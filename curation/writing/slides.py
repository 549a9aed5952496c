"""In: checked statements under headings. Out: one slide draft for each heading. Pure.

Who only quotes arranges nothing but order: how much a slide holds, and in which layout, is for whoever lays it out.
"""

from collections.abc import Sequence

from curation.writing.labels import as_label
from curation.writing.schemas import SectionOffer, SlideDraft


def slides(sections: Sequence[SectionOffer]) -> list[SlideDraft]:
    """Out: every statement as it stands, in its order."""
    given = [one for one in sections if one.statements]
    return [SlideDraft(title=as_label(one.heading), statements=list(one.statements)) for one in given]
