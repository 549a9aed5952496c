"""In: a digest and sources that it does not quote. Out: why not, one line for each."""

from collections.abc import Sequence

from curation.models import Placement, Source
from digests.models import Digest

UNTHEMED = "It belongs to no theme of this digest."
_SMALLER = "Its theme, “{}”, is not among those of this digest."
_OTHERS = "“{}” is told from other sources here."


def why_left_out(digest: Digest, sources: Sequence[Source]) -> dict[int, str]:
    """By source; the theme is that of most of its passages."""
    if not sources:
        return {}
    themed = dict(digest.sections.themed().exclude(theme=None).values_list("theme", "heading"))
    rows = Placement.objects.filter(passage__source__in=sources, theme__isnull=False).order_by("passage")
    themes: dict[int, list[tuple[int, str]]] = {}
    for source, theme, name in rows.values_list("passage__source", "theme", "theme__name"):
        themes.setdefault(source, []).append((theme, name))
    return {one.pk: _why(themes.get(one.pk, []), themed) for one in sources}


def _why(themes: Sequence[tuple[int, str]], themed: dict[int, str]) -> str:
    written = next((themed[theme] for theme, _ in themes if theme in themed), "")
    if written:
        return _OTHERS.format(written)
    if not themes:
        return UNTHEMED
    most = max(themes, key=lambda one: (themes.count(one), -themes.index(one)))
    return _SMALLER.format(most[1])
