"""The curator's desk for decks: what each was before its changes, and the looks of one's own."""

from django.contrib import admin

from curation.owned_admin import OwnedAdmin, ReadOnlyAdmin
from digests.models import Deck, DeckLook, DeckVersion


@admin.register(Deck)
class DeckAdmin(OwnedAdmin):
    list_display = ("title", "source", "theme", "digest", "writer", "fell_back", "created_at")
    list_select_related = ("source", "theme", "digest")
    search_fields = ("title",)
    date_hierarchy = "created_at"
    autocomplete_fields = ("source", "theme", "digest")
    machine_fields = ("source", "theme", "digest", "outline", "created_at")
    readonly_fields = ("picks", "writer", "fell_back", "edited_by_hand", "shared_at")


@admin.register(DeckVersion)
class DeckVersionAdmin(ReadOnlyAdmin):
    """What a deck was before each change. Whoever wants one back goes back to it on the deck's own page."""

    owner_path = "deck__owner"
    list_display = ("deck", "number", "said", "by", "at")
    list_select_related = ("deck", "by")
    search_fields = ("said", "deck__title")
    date_hierarchy = "at"
    stays = True


@admin.register(DeckLook)
class DeckLookAdmin(ReadOnlyAdmin):
    """Made, and changed, where it is checked: on the page of looks."""

    list_display = ("name", "created_at")
    search_fields = ("name",)
    exclude = ("template",)
