"""Documents that were cut, shuffled or changed on their way: read or refused, never a crash."""

import zipfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.epub_cast import book
from tests.ingest.test_readers_article import FULL, LOCKED, PROSE, page
from tests.ingest.test_readers_email import LETTER, PAGE, mail
from tests.ingest.test_readers_garbage import assert_read_or_refused, damaged
from tests.ingest.test_readers_pdf import paper
from tests.ingest.test_readers_word import document, saved


def unpressed(data):
    """The same archive without compression, so that damage reaches what is in it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as pressed, zipfile.ZipFile(file, "w") as plain:
        for name in pressed.namelist():
            plain.writestr(name, pressed.read(name))
    return file.getvalue()


def letter():
    made = mail("A stub.", page=PAGE, List_Id="<letters.quay.example>")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plän.pdf")
    made.add_attachment(mail(f"{LETTER}\n\nOn Tuesday, Otto wrote:\n> So?\n-- \nIda"))
    return made.as_bytes()


SAMPLES = [
    (FULL.encode(), "a.html"),
    (page(f"<article>{PROSE}</article>", LOCKED).encode("utf-16-le"), "a.html"),
    (letter(), "a.eml"),
    *[(pack(made), name) for pack in (bytes, unpressed) for made, name in
      ((book(), "a.epub"), (saved(document()), "a.docx"))],
]  # fmt: skip
DAMAGE = st.sampled_from(["cut", "shuffle", "change"])


@settings(max_examples=300)
@given(st.sampled_from(SAMPLES), DAMAGE, st.integers(0, 10**6))
def test_damaged_documents_are_read_or_refused(sample, how, seed):
    data, name = sample
    assert_read_or_refused(damaged(data, how, seed), name)


@settings(max_examples=15)
@given(DAMAGE, st.integers(0, 10**6))
def test_damaged_pdfs_are_read_or_refused(how, seed):
    assert_read_or_refused(damaged(PAPER, how, seed), "a.pdf")


@settings(max_examples=100)
@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.epub", "a.eml", "a.pdf"]))
def test_any_bytes_under_a_documents_name_are_read_or_refused(data, name):
    assert_read_or_refused(data, name)


PAPER = paper()
