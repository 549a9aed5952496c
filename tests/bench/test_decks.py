import shutil

import pytest

from bench.decks import MUST_BE_ZERO, measured, zeros

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def report():
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or poppler-utils is not installed")
    return measured(12, 12)


def test_what_must_not_be_in_a_deck_is_not_there(report):
    assert zeros(report) == dict.fromkeys(MUST_BE_ZERO, 0)


def test_no_placeholder_is_empty_and_every_pdf_has_its_pages(report):
    assert report["empty_placeholders"] == 0
    assert report["ours"]["pdfs_not_made"] == 0


def test_the_bench_sees_what_a_first_attempt_does_wrong(report):
    naive = report["naive_python_pptx"]
    assert naive["words_outside_their_box"] > 0
    assert naive["unsourced_statements"] > 0
    assert naive["unverified_quotes"] > 0


def test_many_layouts_are_used(report):
    assert len(report["layouts"]) >= 8
