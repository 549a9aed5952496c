"""What whoever has the link of a deck sees of a library."""

import io

import pytest
from django.urls import reverse
from pptx import Presentation
from pypdf import PdfReader

from digests.deck_editing import share, stop_sharing
from digests.deck_shared import shared_outline
from digests.models import Deck, DeckVersion
from digests.outline import (
    ChartSeries,
    ChartSlide,
    Column,
    ColumnsSlide,
    Moment,
    PictureSlide,
    Slide,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline import Deck as Outline
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


TITLE = "What I told Doctor Meier about the pain in my left knee in the second week of March"


@pytest.fixture
def memo(ada):
    passage = put_cited(ada, PRIVATE_WORDS, kind="memo", title=TITLE, author="")
    passage.speaker = "Kim"
    passage.save()
    return passage


@pytest.fixture
def article(ada):
    return put_cited(ada, PUBLIC_WORDS, kind="article", title="Bread", url="https://bread.example.com/a")


def own(text, *cited):
    return SlideLine(text=text, citations=list(cited), own_words=True)


def made_of(ada, slides, **fields):
    outline = Outline(title=fields.get("title", "A deck"), slides=slides).model_dump(mode="json")
    return share(Deck.objects.create(owner=ada, outline=outline, writer="extractive", **{"title": "-"} | fields), ada)


def said_of(deck):
    return shared_outline(deck).model_dump_json()


def test_who_said_it_and_when_leave_the_cells_the_columns_and_the_titles(ada, memo, article):
    private, public = line_from(memo), line_from(article)
    rows = [[own(f"Kim, {TITLE}"), own("met 2 March 2026"), private], [own("Bread"), own("met 2 March 2026"), public]]
    columns = [Column(heading="Kim", lines=[private]), Column(heading="Philippa Drummond", lines=[public])]
    deck = made_of(
        ada,
        [
            TableSlide(title="What single sources add", header=["Source", "When", "What it says"], rows=rows),
            ColumnsSlide(layout="comparison", title="Knees and loaves", columns=columns),
            Slide(layout="quotation", title="In the words of Kim", lines=[private]),
        ],
    )
    table, beside, quoted, _ = shared_outline(deck).slides
    told = [[cell.text for cell in row[:2]] for row in table.rows]
    assert told == [["its author, Memo", "–"], ["Bread", "met 2 March 2026"]]
    assert beside.columns[0].heading == "its author"
    assert (quoted.title, beside.columns[1].heading) == ("In the words of its author", "Philippa Drummond")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("What I told …", "Memo"),
        ("Highlights: What I told Doctor Meier about the …", "Highlights: Memo"),
        ("The transcript of “What I told Doctor Mei…”", "The transcript of “Memo”"),
        ("What is …", "What is …"),
        ("Kim’s knees, and Kimberley’s", "its author’s knees, and Kimberley’s"),
    ],
)
def test_a_private_title_that_was_cut_short_is_hidden_too(ada, memo, written, shown):
    deck = made_of(ada, [Slide(layout="agenda", title=written, lines=[own(written), line_from(memo)])], title=written)
    outline = shared_outline(deck)
    assert {outline.title, outline.slides[0].title, outline.slides[0].lines[0].text} == {shown}


def test_a_title_stays_hidden_once_its_source_has_left_the_library(ada, memo):
    slide = Slide(layout="bullets", title=TITLE, lines=[line_from(memo), own(f"Kim said so in {TITLE}.")])
    deck = made_of(ada, [slide], title=TITLE)
    memo.source.delete()
    assert [secret for secret in ("Meier", "Kim", "2 March") if secret in said_of(deck)] == []


def test_a_title_stays_hidden_once_nothing_of_it_is_in_the_deck(ada, memo, article):
    deck = made_of(ada, [Slide(layout="bullets", title=TITLE, lines=[line_from(article)])], title=TITLE)
    before = Outline(title=TITLE, slides=[Slide(layout="bullets", title="Then", lines=[line_from(memo)])])
    DeckVersion.objects.create(deck=deck, number=1, outline=before.model_dump(mode="json"), title=TITLE, said="Drop.")
    memo.source.delete()
    assert "Meier" not in said_of(deck)


def test_a_title_of_a_picked_passage_is_hidden_though_no_slide_cites_it(ada, memo, article):
    deck = made_of(ada, [Slide(layout="bullets", title=TITLE, lines=[line_from(article)])])
    deck.picks.add(memo)
    assert "Meier" not in said_of(deck)


def put_picture(ada, passage, lines):
    place = passage.source.insets.count()
    picture = passage.source.insets.create(kind="image", position=place, start=0, end=0, alt=TITLE)
    slide = PictureSlide(title=passage.source.title, picture=picture.pk, alt=TITLE, width=400, height=300, lines=lines)
    return made_of(ada, [slide])


def test_a_private_picture_goes_whatever_stands_beside_it(ada, memo, article):
    cited = line_from(memo).citations[0]
    for lines in ([line_from(article)], [own(f"Shown in Kim, {TITLE}", cited)], []):
        deck = put_picture(ada, memo, lines)
        assert shared_outline(deck).slides[0].layout in {"bullets", "section"}
        assert [secret for secret in ("Meier", "Kim", "knee") if secret in said_of(deck)] == []


def test_a_public_picture_stays_beside_private_words(ada, memo, article):
    assert shared_outline(put_picture(ada, article, [line_from(memo)])).slides[0].layout == "picture"


def test_who_speaks_for_how_long_in_a_memo_is_not_told(ada, memo):
    series = [ChartSeries(name="Minutes", values=[3, 2])]
    chart = ChartSlide(title="Who speaks", categories=["Kim", "Lou"], series=series, counted="Minutes")
    deck = made_of(ada, [chart, Slide(layout="bullets", title="Said", lines=[line_from(memo)])], source=memo.source)
    assert [slide.layout for slide in shared_outline(deck).slides] == ["bullets", "sources"]


@pytest.mark.parametrize("form", ["", *FORMS])
def test_no_form_tells_more_than_the_page(client, ada, memo, article, form):
    rows = [[own(f"Kim, {TITLE}"), own("met 2 March 2026"), line_from(memo)]]
    title = Slide(layout="title", title="What I told Doctor Meier about …", subtitle="Kim", notes=TITLE)
    deck = made_of(ada, [title, TableSlide(title="In short", header=["Who", "When", "What"], rows=rows)], title=TITLE)
    words = words_of(shared(client, deck, form), form)
    assert [secret for secret in ("Meier", "Kim", "2 March", "in my left") if secret in words] == []
    assert PRIVATE_WORDS in " ".join(words.split())
