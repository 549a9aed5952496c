"""Every address of the site, asked for by everybody it is not meant for."""

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from curation.models import SavedSearch
from curation.reading.models import Selection
from digests.looks import make_look
from digests.models import Deck, DeckLook
from tests.web.cast import LETTER

pytestmark = pytest.mark.django_db

PUBLIC = {
    *("sign-in", "sign-out", "healthz", "unsubscribe"),
    *("subscribe", "subscribe-series", "confirm", "preferences", "my-data", "erase-me", "thumb"),
    *("shared-deck", "shared-deck-file", "shared-look"),
    *("archive", "read", "read-file", "read-atom", "series-archive", "series-atom", "llms-txt", "robots-txt"),
}
OWN = {  # pages without an id: everybody sees their own
    *("feeds", "look-at-feed", "follow-feed", "import-feeds", "export-feeds"),
    *(
        "home",
        "day-minutes",
        "look-back",
        "latest-digest",
        "digests",
        "compose-digest",
        "pick-sources",
        "series-list",
        "new-series",
        "hand-over-digest",
        "hand-over-deck",
        "deck-looks",
        "pick-highlights",
        "decks",
        "library",
        "search",
        "save-search",
        "themes",
        "edits",
        "theme-map",
        "timeline",
        "add",
        "record",
        "activity",
        "work",
        "ask",
        "costs",
        "filtered",
        "interests",
        "try-interests",
        "default-interests",
        "profile",
        "take-interest",
        "look",
        "marks",
        "marks-markdown",
        "marks-json",
        "newsletter",
        "subscribers",
        "add-subscriber",
        "import-subscribers",
        "export-subscribers",
        "put-mark-back",
        "review",
        "undo-review",
        "more-cards",
        "card-habit",
        "cards",
        "anki",
    ),
}
STAFF = {"outbox": [], "block-address": [], "letter": [LETTER], "letter-body": [LETTER]}


def shelf_search(shelf):
    return SavedSearch.objects.get_or_create(owner=shelf.source.owner, name="Traces", query="traces")[0]


def selection_of(source):
    """Some words of it, selected by its owner."""
    return Selection.objects.create(
        owner=source.owner, source=source, wanted="explain", quote=source.text[:9], start=0, end=9, text_hash="of it"
    )


def deck_of_a_recording(shelf):
    """One that waits until it is written down."""
    told = {"owner": shelf.upload.owner, "title": "On ten users", "wanted": {"upload": shelf.upload.pk}}
    return Deck.objects.filter(**told).first() or Deck.objects.create(**told)


def look_of_ones_own(owner):
    known = DeckLook.objects.filter(owner=owner).first()
    return known or make_look(owner, "Ours", paper="ffffff", ink="111111", accent="0b5c8e")


def _with_an_id(shelf):
    return {
        "source": [shelf.source.pk],
        "audio": [shelf.source.pk],
        "image": [shelf.source.pk, shelf.inset.pk],
        "profile-change": [shelf.change.pk],
        "keep-profile": [shelf.change.pk],
        "put-back-profile": [shelf.change.pk],
        "get-recording": [shelf.source.pk],
        "drop-source": [shelf.source.pk],
        "restore-source": [shelf.source.pk],
        "example": [shelf.source.pk],
        "appeal": [shelf.source.pk],
        "part-sources": [shelf.likeness.pk],
        "change-search": [shelf_search(shelf).pk],
        "theme": [shelf.theme.pk],
        "rename-theme": [shelf.theme.pk],
        "merge-theme": [shelf.theme.pk],
        "sort-passages": [shelf.theme.pk],
        "change-theme": [shelf.theme.pk, "pin"],
        "theme-edits": [shelf.theme.pk],
        "forget-link": [shelf.link.pk],
        "undo-edit": [shelf.edit.pk],
        "digest": [shelf.digest.pk],
        "change-digest": [shelf.digest.pk, "approve"],
        "write-again": [shelf.digest.pk],
        "write-anew": [shelf.digest.pk],
        "picks": [shelf.digest.pk],
        "hand-over-one": [shelf.digest.pk],
        "series": [shelf.series.pk],
        "change-series": [shelf.series.pk, "pause"],
        "make-series-now": [shelf.series.pk],
        "digest-progress": [shelf.digest.pk],
        "digest-file": [shelf.digest.pk, "md"],
        "desk": [shelf.digest.pk],
        "change-desk": [shelf.digest.pk, "undo"],
        "publication": [shelf.digest.pk],
        "check-statement": [shelf.statement.pk],
        "change-statement": [shelf.statement.pk, "drop"],
        "change-section": [shelf.statement.section_id, "heading"],
        "make-issue": [shelf.digest.pk],
        "offer-series": [shelf.series.pk],
        "issue": [shelf.delivery.issue_id],
        "issue-body": [shelf.delivery.issue_id],
        "change-issue": [shelf.delivery.issue_id, "word"],
        "issue-deliveries": [shelf.delivery.issue_id],
        "deliveries-now": [shelf.delivery.issue_id],
        "send-again": [shelf.delivery.pk],
        "mail": [shelf.digest.pk],
        "mail-body": [shelf.digest.pk],
        "deck": [shelf.deck.pk],
        "deck-memo": [deck_of_a_recording(shelf).pk],
        "remove-deck-look": [look_of_ones_own(shelf.source.owner).pk],
        "make-deck-again": [shelf.deck.pk],
        "deck-progress": [shelf.deck.pk],
        "deck-file": [shelf.deck.pk, "md"],
        "edit-deck": [shelf.deck.pk],
        "change-deck": [shelf.deck.pk, "title"],
        "change-slide": [shelf.deck.pk, "s1", "title"],
        "check-line": [shelf.deck.pk, "s1", 0],
        "change-line": [shelf.deck.pk, "s1", 0, "save"],
        "deck-versions": [shelf.deck.pk],
        "deck-version": [shelf.deck.pk, 1],
        "deck-version-back": [shelf.deck.pk, 1],
        "look-style": [shelf.deck.pk],
        "share-deck": [shelf.deck.pk],
        "question": [shelf.question.pk],
        "answer": [shelf.question.pk],
        "ask-again": [shelf.question.pk],
        "place": [shelf.source.pk],
        "mark-words": [shelf.source.pk],
        "source-marks-file": [shelf.source.pk, "md"],
        "mark": [shelf.mark.pk],
        "remove-mark": [shelf.mark.pk],
        "answer-stream": [shelf.question.pk],
        "go-on": [shelf.question.pk],
        "pin-question": [shelf.question.pk],
        "thread": [shelf.question.thread_id],
        "thread-file": [shelf.question.thread_id, "md"],
        "rename-thread": [shelf.question.thread_id],
        "delete-thread": [shelf.question.thread_id],
        "end-pass": [shelf.source.pk],
        "open-help": [shelf.source.pk],
        "select-words": [shelf.source.pk],
        "selection": [selection_of(shelf.source).pk],
        "explanation": [shelf.source.pk],
        "cleaned": [shelf.source.pk],
        "opinion": [shelf.source.pk],
        "aid-state": [shelf.source.pk, "explanation"],
        "hand-over-source": [shelf.source.pk],
        "hand-over-question": [shelf.question.pk],
        "handover": [shelf.handover.pk],
        "handover-file": [shelf.handover.pk],
        "upload": [shelf.upload.pk],
        "original": [shelf.upload.pk],
        "retry-upload": [shelf.upload.pk],
        "practice": [shelf.source.pk],
        "end-practice": [shelf.source.pk],
        "exercise": [shelf.exercise.pk],
        "attempt": [shelf.exercise.attempts.get().pk],
        "overrule": [shelf.exercise.attempts.get().pk],
        "card": [shelf.card.pk],
        "rate-card": [shelf.card.pk],
        "change-card": [shelf.card.pk, "suspend"],
        "offered-cards": [shelf.source.pk],
        "card-of-mark": [shelf.card.mark_id],
        "card-of-exercise": [shelf.exercise.pk],
        "feed": [shelf.entry.feed_id],
        "rename-feed": [shelf.entry.feed_id],
        "leave-feed": [shelf.entry.feed_id],
        "change-feed": [shelf.entry.feed_id, "check"],
        "change-entry": [shelf.entry.pk, "retry"],
    }


def _names(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        elif isinstance(pattern, URLResolver) and pattern.app_name is None:
            yield from _names(pattern)


def _ask_every_way(client, address):
    return {client.get(address).status_code, client.post(address).status_code}


def test_every_route_is_listed_here(shelf):
    listed = PUBLIC | OWN | STAFF.keys() | _with_an_id(shelf).keys()
    assert set(_names(get_resolver())) <= listed


def test_the_anonymous_are_shown_the_door(client, shelf, letter):
    addresses = [reverse(name) for name in OWN]
    addresses += [reverse(name, args=args) for name, args in {**STAFF, **_with_an_id(shelf)}.items()]
    for address in addresses:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, address
            assert answer.url.startswith(reverse("sign-in")), address


def test_a_stranger_finds_nothing(client, cleo, shelf, letter):
    client.force_login(cleo)
    for name, args in {**STAFF, **_with_an_id(shelf)}.items():
        assert _ask_every_way(client, reverse(name, args=args)) <= {404, 405}, name


def test_a_stranger_changes_nothing(client, cleo, shelf):
    client.force_login(cleo)
    client.post(reverse("drop-source", args=[shelf.source.pk]))
    client.post(reverse("rename-theme", args=[shelf.theme.pk]), {"name": "Mine"})
    shelf.source.refresh_from_db()
    shelf.theme.refresh_from_db()
    assert (shelf.source.standing, shelf.theme.name) == ("kept", "Reading traces by hand")


@pytest.mark.parametrize("name", sorted(OWN - {"compose-digest", "hand-over-digest", "hand-over-deck", "work"}))
def test_a_stranger_sees_a_library_of_their_own(client, cleo, shelf, name):
    client.force_login(cleo)
    page = client.get(reverse(name)).content.decode()
    for words in ("Reading traces", "Reading by hand", "How many were wrong", "talk.vtt", "Judges of", "Kitchen"):
        assert words not in page


def test_a_stranger_cannot_reach_in_by_a_form(client, cleo, shelf):
    client.force_login(cleo)
    asked = client.post(reverse("ask"), {"question": "How many?", "source": shelf.source.pk})
    made = client.post(reverse("decks"), {"theme": shelf.theme.pk, "format": "detailed", "level": "expert"})
    assert (asked.status_code, made.status_code) == (422, 422)


def test_a_passage_cannot_be_moved_into_a_stranger_s_theme(client, cleo, shelf, ben):
    from tests.shelf import put_theme

    client.force_login(ben)
    his = put_theme(ben, "Kilns", passages=1)
    passage = his.placements.get().passage
    told = {"passage": passage.pk, "do": "move", "theme": shelf.theme.pk}
    answer = client.post(reverse("sort-passages", args=[his.pk]), told)
    assert (answer.status_code, his.placements.count()) == (422, 1)


@pytest.mark.parametrize("name", ["..%2Fsecret_key", "secret_key", "x.eml", "20261121-094345-6ca7d68b.eml%00", ".eml"])
def test_the_outbox_hands_out_letters_only(reader, letter, settings, name):
    (settings.OUTBOX.parent / "secret_key").write_text("no")
    for address in (f"/outbox/{name}/", f"/outbox/{name}/body/"):
        assert reader.get(address).status_code == 404


def test_no_route_takes_a_path():
    with pytest.raises(NoReverseMatch):
        reverse("letter", args=["../secret_key"])
