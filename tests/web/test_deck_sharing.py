"""What whoever has the link of a deck sees of a library."""

import io

import pytest
from django.urls import reverse
from pptx import Presentation
from pypdf import PdfReader

from digests.deck_editing import share, stop_sharing
from digests.deck_shared import shared_outline
from digests.models import Deck
from digests.outline import Deck as Outline
from digests.outline import Moment, Slide, SlideLine, TimelineSlide
from tests.digests.deck_hand import line_from, put_cited

pytestmark = pytest.mark.django_db

PUBLIC_WORDS = "The bakery on Quince Lane sold 64 loaves."
PRIVATE_WORDS = "The oven will be sold in spring."
# What nobody but the owner knows.
SECRETS = [
    "Plan to leave",
    "minutes_of_the_board",
    "Ada’s own hand",
    "token=",
    "/sources/",
    "12 January",
    "Whisper this",
]
FORMS = ["pptx", "pdf", "html", "md"]


@pytest.fixture
def deck(ada, settings):
    settings.SITE_URL = "https://threepass.example.org"
    article = put_cited(ada, PUBLIC_WORDS, kind="article", title="Bread", url="https://bread.example.com/a")
    memo = put_cited(ada, PRIVATE_WORDS, kind="memo", title="Plan to leave", author="Ada’s own hand", url="")
    keyed = put_cited(ada, "Salt is last.", kind="article", title="Salt", url="https://salt.example.com/?token=abc")
    lines = [line_from(article), line_from(memo), line_from(keyed)]
    slides = [
        Slide(layout="title", title="Plan to leave", subtitle="Ada’s own hand", notes="Whisper this"),
        Slide(layout="bullets", title="Of Plan to leave", lines=lines, notes="Whisper this"),
        Slide(layout="quotation", title="In the words of Ada’s own hand", lines=[lines[1]], notes="Whisper this"),
        TimelineSlide(title="When", moments=[Moment(when="12 January 2026", line=lines[1])]),
        Slide(layout="bullets", title="More", lines=[SlideLine(text="See “Plan to leave”.", own_words=True)]),
    ]
    outline = Outline(title="Plan to leave", subtitle="Ada’s own hand", slides=slides).model_dump(mode="json")
    made = Deck.objects.create(
        owner=ada, title="Plan to leave", source=memo.source, outline=outline, writer="extractive"
    )
    return share(made, ada)


def words_of(answer, form):
    data = answer.getvalue() if hasattr(answer, "getvalue") else answer.content
    if form == "pptx":
        parts = Presentation(io.BytesIO(data)).part.package.iter_parts()
        return "\n".join(part.blob.decode("utf-8", "ignore") for part in parts)
    if form == "pdf":
        reader = PdfReader(io.BytesIO(data))
        links = [str(note.get_object()) for page in reader.pages for note in page.get("/Annots", [])]
        return "\n".join([*(page.extract_text() for page in reader.pages), *links, str(reader.metadata)])
    return data.decode()


def shared(client, deck, form=""):
    address = reverse("shared-deck-file", args=[deck.share_token, form]) if form else None
    return client.get(address or reverse("shared-deck", args=[deck.share_token]))


@pytest.mark.parametrize("form", ["", *FORMS])
def test_nothing_private_is_in_the_page_or_in_any_file(client, deck, form):
    words = words_of(shared(client, deck, form), form)
    assert [secret for secret in SECRETS if secret in words] == []
    for told in (PUBLIC_WORDS, PRIVATE_WORDS, "Memo"):
        assert told in " ".join(words.split())


def test_what_is_public_leads_to_its_own_address(client, deck):
    page = shared(client, deck).content.decode()
    assert 'href="https://bread.example.com/a"' in page
    assert "salt.example.com" not in page


def test_no_id_of_the_library_is_in_what_is_shared(deck):
    cited = [one for slide in shared_outline(deck).slides for line in slide.body for one in line.citations]
    assert {one.passage_id for one in cited} == {0}
    assert {one.source_id for one in cited} == {1, 2, 3}


def test_nobody_keeps_the_page_or_lists_it_or_is_told_its_address(client, deck):
    for form in ("", "md"):
        answer = shared(client, deck, form)
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_it_is_the_same_for_its_owner_and_only_to_be_read(client, deck, ada):
    before = shared(client, deck).content
    client.force_login(ada)
    assert shared(client, deck).content == before
    assert client.post(reverse("shared-deck", args=[deck.share_token])).status_code == 405
    assert b"/edit/" not in before


def test_a_link_that_is_revoked_or_was_never_given_leads_nowhere(client, deck, ada):
    token = deck.share_token
    stop_sharing(deck, ada)
    for one in (token, "A" * 43):
        for name, rest in (("shared-deck", []), ("shared-look", []), ("shared-deck-file", ["pdf"])):
            assert client.get(reverse(name, args=[one, *rest])).status_code == 404


def test_a_link_s_look_is_the_deck_s(client, deck):
    answer = client.get(reverse("shared-look", args=[deck.share_token]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert answer.content.startswith(b".deck{")
