"""Every page, looked at by axe in both colour schemes and two widths, and listened to for complaints."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from curation.models import Source
from curation.reading.passes import end_first, end_second, reading_of
from digests.models import Digest
from digests.newsletter import Purpose, signed
from tests.digests.deck_hand import put_hand_deck
from tests.digests.published import put_published
from tests.web.cast import put_explanation, put_reader, put_shelf
from tests.web.conftest import NARROW, WIDE
from tests.web.test_permissions import OWN, PUBLIC, STAFF, _with_an_id

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
# A scheme changes nothing but colours.
LOOKS = [(WIDE, "light", ALL), (WIDE, "dark", COLOURS), (NARROW, "dark", COLOURS), (NARROW, "light", ALL)]
# Once what a change of scheme or width has set going has come to its end.
LOOK = """([context, rules]) => Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)))
  .then(() => axe.run(context, rules))"""
WHOLE = {"include": [["html"]]}

# What is no page: answers to forms, files, streams, and pieces of pages, which are looked at where they stand.
NO_PAGES = {
    *("sign-out", "follow-feed", "import-feeds", "export-feeds", "look-at-feed", "compose-digest", "hand-over-digest"),
    *("hand-over-deck", "record", "work", "try-interests", "default-interests", "take-interest", "look", "save-search"),
    "remove-deck-look",
    *("marks-markdown", "marks-json", "put-mark-back", "undo-review", "more-cards", "card-habit", "anki"),
    *("letter-body", "mail-body", "audio", "image", "keep-profile", "put-back-profile", "get-recording"),
    *("drop-source", "restore-source", "example", "appeal", "part-sources", "rename-theme", "merge-theme"),
    *("sort-passages", "change-theme", "forget-link", "undo-edit", "change-digest", "write-again", "write-anew"),
    *("hand-over-one", "change-series", "make-series-now", "digest-progress", "digest-file", "change-desk"),
    *("check-statement", "change-statement", "change-section", "make-deck-again", "deck-progress", "deck-file"),
    *("answer", "ask-again", "place", "mark-words", "source-marks-file", "remove-mark", "answer-stream", "go-on"),
    *("thread-file", "rename-thread", "end-pass", "select-words", "opinion", "aid-state", "hand-over-source"),
    *("hand-over-question", "handover-file", "original", "retry-upload", "end-practice", "attempt", "overrule"),
    *("rate-card", "change-card", "card-of-mark", "card-of-exercise", "rename-feed", "leave-feed", "change-feed"),
    *("change-entry", "change-search", "read-file", "read-atom", "series-atom", "llms-txt", "robots-txt", "healthz"),
    *("make-issue", "offer-series", "issue-body", "change-issue", "deliveries-now", "send-again", "block-address"),
    *("add-subscriber", "import-subscribers", "export-subscribers", "my-data"),
    *("day-minutes", "change-deck", "change-slide", "check-line", "change-line", "deck-version-back", "look-style"),
    *("share-deck", "shared-deck-file", "shared-look"),
    # Of sources that were picked, which this digest is not of.
    "picks",
}
# Of the admin, those with templates of this project. All others are Django's own, and so is what they are made of.
ADMIN = (
    "admin:index",
    "admin:curation_source_pipeline",
    "admin:ingest_upload_pipeline",
    "admin:digests_digest_preview",
)
# What stands around the admin's pages is Django's: its colours, its headings and its landmarks.
OURS = {"include": [["#content"]]}
# Django's index has its headings in another order than its tables' captions.
DJANGOS = {"heading-order", "region", "landmark-one-main", "page-has-heading-one"}


@pytest.fixture
def shelf(ada, settings, live_server):
    settings.SITE_URL = live_server.url
    shelf = put_shelf(ada)
    reading = reading_of(shelf.source)
    end_first(reading)
    end_second(reading)
    put_explanation(ada, shelf.source, shelf.passage)
    return shelf


def _names(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        elif isinstance(pattern, URLResolver) and pattern.app_name is None:
            yield from _names(pattern)


def _pages(shelf):
    listed = {**dict.fromkeys(OWN, ()), **STAFF, **_with_an_id(shelf)}
    listed |= {"latest-digest": (), "look-back": ()}
    full = put_hand_deck(shelf.source.owner)
    listed |= {"deck": [full.pk], "edit-deck": [full.pk]}
    told = {name: reverse(name, args=args) for name, args in listed.items() if name not in NO_PAGES}
    alone = Source.objects.filter(owner=shelf.source.owner, reading=None).first()
    return told | {"source, pass 1": reverse("source", args=[alone.pk])}


def _open_pages(ada, digest, deck, delivery):
    """Once with each kind of link that a mail holds."""
    reader, asker = delivery.subscriber, put_reader(digest.series, "dora@example.org", state="pending")
    kept, worth = signed(Purpose.PREFERENCES, reader.token), signed(Purpose.WORTH, str(delivery.pk))
    told = {
        "shared-deck": [deck.share_token],
        "sign-in": [],
        "unsubscribe": [signed(Purpose.LEAVE, reader.token)],
        "archive": [],
        "read": [digest.slug],
        "series-archive": [digest.series.slug],
        "subscribe": [],
        "subscribe-series": [digest.series.slug],
        "confirm": [signed(Purpose.CONFIRM, asker.token)],
        "preferences": [kept],
        "erase-me": [kept],
        "thumb": [worth, delivery.issue.digest.sections.first().pk],
    }
    return {name: reverse(name, args=args) for name, args in told.items()}


def _admins(shelf):
    rows = {"curation_source": shelf.source, "ingest_upload": shelf.upload, "digests_digest": shelf.digest}
    told = {name: rows.get(name.removeprefix("admin:").rpartition("_")[0]) for name in ADMIN}
    return {name: reverse(name, args=[row.pk] if row else []) for name, row in told.items()}


def _looked_at(page, pages, context=WHOLE, besides=frozenset()):
    """Out: what is wrong with which page; each is loaded once, and seen in every width and scheme."""
    wrong = {}
    for name, address in pages.items():
        page.complaints.clear()
        seen = {f"{page.goto(address).status}"} - {"200"}
        page.evaluate(Axe().axe_script)
        for size, scheme, rules in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(LOOK, [context, rules])["violations"]
            seen |= {_said(one, size, scheme) for one in found if one["id"] not in besides}
        if seen or page.complaints:
            wrong[name] = sorted(seen) + page.complaints
    return wrong


def _said(violation, size, scheme):
    where = " · ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:4])
    return f"{violation['id']} at {size['width']}, {scheme}: {where}"


def test_every_address_is_a_page_that_is_looked_at_or_none(ada):
    shelf = put_shelf(ada)
    Digest.objects.filter(pk=shelf.digest.pk).update(series=shelf.series)
    digest = Digest.objects.get(pk=shelf.digest.pk)
    digest.slug = "of-this-test"
    looked_at = {*_pages(shelf), *_open_pages(ada, digest, shelf.deck, shelf.delivery)}
    assert set(_names(get_resolver())) - NO_PAGES - looked_at == set()
    assert looked_at >= PUBLIC - NO_PAGES


def test_axe_finds_nothing_on_any_page_of_a_curator(launch, sign_in, shelf, letter):
    page = sign_in(launch(), viewport=WIDE)
    assert _looked_at(page, _pages(shelf)) == {}


def test_axe_finds_nothing_on_what_everybody_may_see(launch, sign_in, shelf, ada):
    digest = put_published(ada)
    Digest.objects.filter(pk=digest.pk).update(series=shelf.series)
    digest.refresh_from_db()
    page = sign_in(launch(), viewport=WIDE)
    page.context.clear_cookies()
    open_pages = _open_pages(ada, digest, put_hand_deck(ada, shared=True), shelf.delivery)
    assert _looked_at(page, open_pages) == {}


def test_axe_finds_nothing_on_the_admins_own_pages(launch, sign_in, shelf):
    page = sign_in(launch(), viewport=WIDE)
    assert _looked_at(page, _admins(shelf), context=OURS, besides=DJANGOS) == {}
