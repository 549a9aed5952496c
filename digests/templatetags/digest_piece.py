"""What another page shows of the latest digest."""

from typing import Any

from django import template
from django.contrib.auth.models import User

from curation.models import Source
from digests.latest import piece_of

register = template.Library()


@register.inclusion_tag("digests/_piece.html")
def digest_piece(owner: User, *, first: bool = False) -> dict[str, Any]:
    """`first` where nothing else is to be read yet: it says more, and asks to be opened."""
    piece = piece_of(owner)
    sources = Source.objects.of(owner).count() if piece is None else 0
    return {"piece": piece, "sources": sources, "first": first}
