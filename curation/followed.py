"""In: sources. Out: those of them that came with feeds alone: their reader follows the feed and chose none of them."""

from django.db.models import Count, F, Q

from curation.models import Source, SourceQuerySet

# As the uploads that they came with call it.
FEED = "feed"


def followed(sources: SourceQuerySet) -> SourceQuerySet:
    """What was also handed over in another way was chosen."""
    fed = Count("uploads", filter=Q(uploads__origin=FEED))
    counted = sources.order_by().annotate(ways=Count("uploads"), fed=fed).filter(fed__gt=0, ways=F("fed"))
    return Source.objects.filter(pk__in=counted.values("pk"))
