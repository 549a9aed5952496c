"""Word documents: structure, names, passwords, bombs."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from tests.ingest.epub_cast import SAID, zipped


def document(*, headings=True, language="en-GB"):
    made = Document()
    made.core_properties.title, made.core_properties.author = "On Harbours", "Ida Berg"
    made.core_properties.created, made.core_properties.language = datetime(2026, 3, 4, 5, 6), language  # noqa: DTZ001
    made.add_heading("On Harbours", 0)
    for name in ("North", "South"):
        if headings:
            made.add_heading(name, 1)
        made.add_paragraph(SAID.format(name))
    made.add_paragraph("rope of hemp", style="List Bullet")
    made.add_paragraph("tar", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("Bay", "Boats", "North", "12"), strict=True):
        cell.text = text
    made.add_paragraph("And so home.")
    return made


def saved(made):
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def members(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(*changes):
    files = members(saved(document()))
    for old, new in changes:
        files["word/document.xml"] = files["word/document.xml"].replace(old.encode(), new.encode())
    return zipped(files)


def result(data, name="bays.docx"):
    return read(Given.of(data, name=name))


def only(data, name="bays.docx"):
    (draft,) = result(data, name).drafts
    return draft


def refusal(data, name="bays.docx"):
    with pytest.raises(UnreadableUpload) as refused:
        result(data, name)
    return str(refused.value)


def test_a_document_has_its_title_author_date_and_language():
    draft = only(saved(document()))
    assert (draft.kind, draft.title, draft.author, draft.language) == (
        Kind.ARTICLE,
        "On Harbours",
        "Ida Berg",
        "en-GB",
    )
    assert draft.published_at.isoformat() == "2026-03-04T05:06:00+00:00"


def test_headings_lists_and_tables_stand_in_their_order():
    draft = only(saved(document()))
    assert [chapter.title for chapter in draft.chapters] == ["North", "South"]
    assert draft.text == "\n\n".join(
        [SAID.format("North"), SAID.format("South"), "- rope of hemp\n- tar", "Bay | Boats\nNorth | 12", "And so home."]
    )


def test_a_short_document_without_sections_is_a_note():
    assert only(saved(document(headings=False))).kind is Kind.NOTE


def test_the_language_of_its_styles_will_do():
    assert only(saved(document(language=""))).language == "en-US"


def test_tracked_insertions_are_read_and_deletions_are_not():
    data = changed(("<w:t>And so home.</w:t>", "<w:t>And so</w:t></w:r><w:ins><w:r><w:t> home</w:t></w:r></w:ins>"
                    "<w:del><w:r><w:delText> away</w:delText></w:r></w:del><w:r><w:t>.</w:t>"))  # fmt: skip
    assert only(data).text.endswith("And so home.")


def test_what_was_moved_is_said_once_where_it_went():
    moved = "<w:move{0} w:id='{1}' w:author='Ida'><w:r><w:t>And so home.</w:t></w:r></w:move{0}>"
    ends = "<w:p>" + moved.format("From", 1) + "</w:p><w:p>" + moved.format("To", 2) + "</w:p>"
    assert only(changed(("<w:p><w:r><w:t>And so home.</w:t></w:r></w:p>", ends))).text.count("And so home.") == 1


@pytest.mark.parametrize("place", ["And so home.", "12"])
def test_a_box_of_text_is_said_once(place):
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    said = f"<w:t>{place}</w:t></w:r><w:r>{both}</mc:AlternateContent>"
    text = only(changed((f"<w:t>{place}</w:t>", said))).text
    assert text.count("Boxed.") == 1
    assert f"{place}Boxed" not in text


def test_words_in_a_content_control_are_read():
    plain = "<w:p><w:r><w:t>And so {}.</w:t></w:r></w:p>"
    data = changed((plain.format("home"), f"<w:sdt><w:sdtContent>{plain.format('in')}</w:sdtContent></w:sdt>"))
    assert only(data).text.endswith("And so in.")


def test_footnotes_are_said_to_be_left_out():
    data = changed(("<w:t>And so home.</w:t>", "<w:t>So.</w:t><w:footnoteReference w:id='2'/>"))
    assert (result(data).left_out[0].what, result(data).left_out[0].count) == ("footnote", 1)


@pytest.mark.parametrize("name", ["bays.docx", "download"])
def test_a_password_is_named(name):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    assert "is an Office document with a password" in refusal(data, name)


def test_an_older_document_is_told_what_to_become():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    assert "save it as .docx or PDF" in refusal(data, "bays.doc")


@pytest.mark.parametrize(
    "files",
    [
        {"word/document.xml": "<w:document"},
        {"word/document.xml": "words"},
        {"word/other.xml": "<a/>"},
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"},
    ],
)
def test_a_damaged_document_is_named(files):
    assert " damaged" in refusal(zipped(files))


def test_what_is_only_called_a_document_is_named():
    assert refusal(b"So it was.").startswith("bays.docx is no Word document, or a damaged one")


def test_a_document_without_words_is_named():
    assert refusal(saved(Document())) == "bays.docx is a Word document without text."


def test_a_bomb_is_not_unpacked():
    data = zipped({**members(saved(document())), "word/media/image1.png": bytes(50_000_000)})
    assert "unpacks to far more than it should" in refusal(data)


def test_entities_are_not_unfolded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document'
    draft = only(changed(("<w:document", bomb), ("And so home.", "So &b; it is.")))
    assert "aaaa" not in draft.text


SPECIMENS = {"bays.docx": saved(document())}
