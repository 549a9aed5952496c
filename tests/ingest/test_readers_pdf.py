"""PDFs: papers with bookmarks, scans, locks, damage."""

from io import BytesIO
from itertools import pairwise

import pytest
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.readers.pdf_text import blocks_of_pages

SAID = (
    "The harbourmaster’s extraordinarily complicated responsibilities notwithstanding, well-known international "
    "correspondents were uncharacteristically unimpressed by day {n} of the well-known negotiations."
)
HEAD = """
#set document(title: "On Harbours", author: "Ida Berg", date: datetime(year: 2026, month: 3, day: 4))
#set page(width: 12cm, height: 14cm, header: [The Quay Review], numbering: "1 / 1")
#set par(justify: true)
#set text(lang: "en", hyphenate: true)
"""


def paragraphs(title):
    return [" ".join(SAID.format(n=f"{title} {n}{m}") for m in range(4)) for n in range(5)]


def paper(titles=("North", "South and what came of it", "West"), head=HEAD):
    body = "".join(f"= {title}\n\n" + "\n\n".join(paragraphs(title)) + "\n\n" for title in titles)
    return typst.compile(f"{head}\n{body}".encode())


@pytest.fixture(scope="module")
def harbours():
    return paper()


@pytest.fixture(scope="module")
def draft(harbours):
    (draft,) = read(Given.of(harbours, name="paper.pdf")).drafts
    return draft


def refusal(data):
    with pytest.raises(UnreadableUpload) as refused:
        read(Given.of(data, name="a.pdf"))
    return str(refused.value)


def test_a_paper_has_its_title_author_date_and_language(draft):
    assert (draft.kind, draft.title, draft.author, draft.language) == (
        Kind.ARTICLE,
        "On Harbours",
        "Ida Berg",
        "en",
    )
    assert draft.published_at.date().isoformat() == "2026-03-04"


def test_bookmarks_are_chapters(draft):
    assert [chapter.title for chapter in draft.chapters] == ["North", "South and what came of it", "West"]
    starts = [draft.text[chapter.start :][:20] for chapter in draft.chapters]
    assert starts == ["The harbourmaster’s "] * 3
    assert all(one.end < other.start for one, other in pairwise(draft.chapters))


def test_lines_and_pages_flow_into_paragraphs(draft):
    assert draft.text.split("\n\n") == [
        paragraph for title in ("North", "South and what came of it", "West") for paragraph in paragraphs(title)
    ]


def test_a_scan_is_named():
    file = BytesIO()
    page = Image.new("RGB", (200, 300), "white")
    page.save(file, "PDF", save_all=True, append_images=[page, page])
    assert refusal(file.getvalue()).startswith("a.pdf is a scan without text (3 pages of pictures);")


def locked(data, password):
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_password_is_named(harbours):
    assert "is a PDF with a password" in refusal(locked(harbours, "secret"))


def test_a_pdf_that_is_only_kept_from_printing_is_read(harbours, draft):
    assert read(Given.of(locked(harbours, ""), name="a.pdf")).drafts[0].text == draft.text


@pytest.mark.parametrize("share", [0.02, 0.2, 0.6])
def test_a_part_of_a_pdf_is_refused_or_read(harbours, share):
    assert refusal(harbours[: int(len(harbours) * share)]).startswith("a.pdf ")


def test_bytes_before_the_mark_do_no_harm(harbours, draft):
    assert read(Given.of(b"\n\n" + harbours, name="a.pdf")).drafts[0].text == draft.text


def test_no_pages_are_named():
    file = BytesIO()
    PdfWriter().write(file)
    assert refusal(file.getvalue()).startswith("a.pdf ")


def test_a_blank_page_is_counted(harbours):
    writer = PdfWriter(clone_from=BytesIO(harbours))
    writer.add_blank_page()
    file = BytesIO()
    writer.write(file)
    (warning,) = read(Given.of(file.getvalue(), name="a.pdf")).warnings
    assert warning.startswith("1 of ")


def test_a_content_stream_made_to_swell_is_refused():
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    swollen = DecodedStreamObject()
    swollen.set_data(b" " * 100_000_000)
    page[NameObject("/Contents")] = writer._add_object(swollen.flate_encode())
    file = BytesIO()
    writer.write(file)
    assert refusal(file.getvalue()).startswith("a.pdf ")


def test_a_title_that_only_names_a_file_is_no_title(harbours):
    writer = PdfWriter(clone_from=BytesIO(harbours))
    writer.add_metadata({"/Title": "Microsoft Word - final_3.docx", "/CreationDate": "D:20269999"})
    file = BytesIO()
    writer.write(file)
    (draft,) = read(Given.of(file.getvalue(), name="On_Bays.pdf")).drafts
    assert (draft.title, draft.published_at) == ("On Bays", None)


def by_hand(*objects):
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + tail


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


@pytest.mark.parametrize(("sign", "read_as"), [(b"D83D", "\ufffd"), (b"D83DDC1F", "🐟"), (b"0041", "A")])
def test_half_a_character_does_not_lose_the_page(sign, read_as):
    spaces = b"1 begincodespacerange\n<00> <FF>\nendcodespacerange"
    table = b"begincmap\n%s\n1 beginbfchar\n<7E> <%s>\nendbfchar\nendcmap" % (spaces, sign)
    said = b"(The boat goes over the sea and people on it look at the far line ~.) Tj T* " * 20
    fonts = b"/Resources << /Font << /F1 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>" % fonts
    data = by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream(b"BT /F1 12 Tf 72 700 Td 14 TL %s ET" % said),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        stream(table),
    )
    (draft,) = read(Given.of(data, name="a.pdf")).drafts
    assert f"the far line {read_as}." in draft.text


PLACES = list(enumerate(("Bays", "Boats", "Ropes", "Wells", "Mills"), 1))


def texts(*pages, marks=()):
    return [block.text for block in blocks_of_pages(pages, marks)]


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        f"The Quay\n{n}\nWords of page {n} that run\nover two lines, of {name}.\nNo. {n} of 9" for n, name in PLACES
    ]
    whole = " ".join(f"Words of page {n} that run over two lines, of {name}." for n, name in PLACES)
    assert " ".join(texts(*pages)) == whole


def test_the_only_page_keeps_its_edges():
    assert texts("A Title\n\nSome words that stand here.") == ["A Title", "Some words that stand here."]


def test_a_hyphen_stays_where_the_word_has_one_elsewhere():
    page = "A well-known ship; a well-\nknown captain went aboard with respon-\nsibilities of the Anglo-\nDutch kind."
    assert texts(page) == [
        "A well-known ship; a well-known captain went aboard with responsibilities of the Anglo-Dutch kind."
    ]


def test_a_paragraph_may_go_on_for_a_whole_book():
    letters = str.maketrans("0123456789", "ghjkmnopqr")
    lines = [f"{7919 * number * number:070x}".translate(letters) for number in range(20_000)]
    pages = ["\n".join(lines[start : start + 50]) for start in range(0, len(lines), 50)]
    assert texts(*pages) == [" ".join(lines)]


def test_the_items_of_a_list_stand_apart():
    page = "We carried this aboard, all of it at once and early:\n• rope of hemp\n• tar\n• oil"
    assert texts(page)[1:] == ["- rope of hemp", "- tar", "- oil"]


def test_numbered_headings_are_found_without_bookmarks():
    prose = "The harbour of {0} was quiet and the boats of {0} had not come back from the bay.\n" * 4
    pages = [f"{n} {name}\n{prose.format(name)}" for n, name in PLACES]
    assert texts(*pages)[::2] == ["1 Bays", "2 Boats", "3 Ropes", "4 Wells", "5 Mills"]


def test_a_numbered_list_is_no_row_of_headings():
    assert len(texts("1 Buy rope\n2 Buy tar\n3 Buy oil")) < 3


def test_it_is_still_a_pdf_that_others_can_open(harbours):
    assert len(PdfReader(BytesIO(harbours)).pages) > 5


SPECIMENS = {"paper.pdf": paper()}
