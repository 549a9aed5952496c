"""In: the sources of a deck. Out: the pictures in them that are stored, and later their bytes."""

from collections.abc import Collection, Iterator

from django.contrib.auth.models import User
from django.core.files.storage import default_storage

from curation.models import Inset, Passage, Source
from digests.assemble import cited_source
from digests.document import CitedSource
from digests.outline import Deck as Outline
from digests.outline import PictureSlide, SlideCitation
from digests.outline.dates import moment
from digests.outline.material import Picture

# What every form of a deck can hold; smaller ones are signs and ornaments.
SHOWN_TYPES = ("image/png", "image/jpeg", "image/gif")
SMALLEST = 240
MOST_OF_A_SOURCE, MOST = 1, 4


def pictures_in(owner: User, sources: Collection[int]) -> tuple[Picture, ...]:
    """The first of each source that says what it shows, by its words or its caption."""
    stored = Inset.objects.images().filter(
        source__in=Source.objects.of(owner).filter(pk__in=sources),
        media_type__in=SHOWN_TYPES,
        width__gte=SMALLEST,
        height__gte=SMALLEST / 2,
    )
    stored = stored.exclude(file="").exclude(alt="", caption="").select_related("source").defer("source__text")
    first = {one.source_id: one for one in stored.order_by("-source_id", "-position")}
    return tuple(_pictures(list(first.values())[:MOST]))


def pictures_of(outline: Outline, owner: User) -> dict[int, bytes]:
    """Out: the bytes of the pictures on its slides, as far as they are still there and this owner's."""
    wanted = {slide.picture for slide in outline.slides if isinstance(slide, PictureSlide)}
    found = Inset.objects.images().filter(pk__in=wanted, source__owner=owner).exclude(file="")
    return {one.pk: data for one in found if (data := _bytes(one.file))}


def _pictures(insets: Collection[Inset]) -> Iterator[Picture]:
    for inset in insets:
        passage = _beside(inset)
        if passage:
            alt = " ".join((inset.alt or inset.caption).split())
            cited = _citation(cited_source(inset.source, passage))
            yield Picture(inset.pk, alt, " ".join(inset.caption.split()), inset.width, inset.height, cited)


def _beside(inset: Inset) -> Passage | None:
    """The passage that it stands in or after."""
    passages = Passage.objects.filter(source=inset.source_id)
    return passages.filter(start__lte=inset.start).order_by("-start").first() or passages.order_by("start").first()


def _citation(source: CitedSource) -> SlideCitation:
    return SlideCitation(
        passage_id=source.passage_id,
        source_id=source.source_id,
        title=source.title,
        author=source.author,
        url=source.url,
        when=moment(source.said_on, source.met_on, source.start_ms),
    )


def _bytes(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""
