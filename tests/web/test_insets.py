import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from curation.insets.keeping import keep
from curation.models import Inset
from tests.ingest.test_insets import drawn
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

CODE = "def loudest(values):\n    best = 0\n\n    return max(values)"
TEXT = f"We wrote a program.\n\n{CODE}\n\nIt says so."


@pytest.fixture
def source(ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    source = put_source(ada, TEXT)
    for words in ("We wrote a program.", CODE, "It says so."):
        passage = put_passage(ada, words, source=source)
        passage.start = TEXT.index(words)
        passage.end = passage.start + len(words)
        passage.save()
    start = TEXT.index(CODE)
    source.insets.create(kind="code", position=0, start=start, end=start + len(CODE), language="python")
    return source


def put_image(source, **fields):
    place = TEXT.index("\n\nIt says")
    return Inset.objects.create(source=source, kind="image", position=1, start=place, end=place, **fields)


def kept_image(source):
    image = keep(source.owner_id, drawn())
    return put_image(
        source, alt="A <plot>", file=image.file, sha256=image.sha256, media_type=image.media_type, width=8, height=6
    )


def shown(reader, source):
    return reader.get(reverse("source", args=[source.pk])).content.decode()


def test_code_is_set_line_by_line_and_can_be_reached_by_keyboard(reader, source):
    page = shown(reader, source)
    assert 'tabindex="0" role="region" aria-label="Code in python"' in page
    code = strip_tags(page.partition("<code>")[2].partition("</code>")[0])
    assert code == "def loudest(values):\n    best = 0\n\n    return max(values)"


def test_an_image_is_shown_from_this_library_only(reader, source):
    image = kept_image(source)
    page = shown(reader, source)
    assert f'src="{reverse("image", args=[source.pk, image.pk])}" width="8" height="6" alt="A &lt;plot&gt;"' in page
    assert page.index("best = 0") < page.index("<img") < page.index("It says so.")


def test_an_image_that_is_not_here_says_what_it_shows_and_why_not(reader, source):
    put_image(source, alt="A plot", address="https://ferry.example/plot.png", why="ferry.example answered 404.")
    page = shown(reader, source)
    assert "A plot" in page
    assert "Not kept. ferry.example answered 404." in page
    assert "ferry.example/plot.png" not in page


def test_an_image_goes_out_as_nothing_but_an_image(reader, source):
    image = kept_image(source)
    answer = reader.get(reverse("image", args=[source.pk, image.pk]))
    assert b"".join(answer.streaming_content) == drawn()
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"].startswith("private")


def test_an_image_that_a_browser_has_is_not_sent_again(reader, source):
    address = reverse("image", args=[source.pk, kept_image(source).pk])
    etag = reader.get(address)["ETag"]
    assert reader.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("told", [{"media_type": "text/html"}, {"file": "images/1/aa/missing"}, {"file": ""}])
def test_what_is_no_image_of_ours_is_not_found(reader, source, told):
    image = kept_image(source)
    Inset.objects.filter(pk=image.pk).update(**told)
    assert reader.get(reverse("image", args=[source.pk, image.pk])).status_code == 404


def test_an_image_is_found_under_its_own_source_only(reader, source, ada):
    image = kept_image(source)
    other = put_source(ada, "Another.")
    assert reader.get(reverse("image", args=[other.pk, image.pk])).status_code == 404
