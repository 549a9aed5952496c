"""Images and code of what comes in: kept as they stand, or with a reason why not."""

import os
from base64 import b64encode
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image as Picture

from curation.errors import Refused, TemporaryError
from curation.insets import clearing
from curation.insets.checking import checked
from curation.insets.clearing import clear_unheld
from curation.insets.keeping import keep
from curation.kinds import Kind
from curation.models import Inset, Run, Source
from ingest.drafts import Draft
from ingest.fetch import Fetched
from ingest.given import Given
from ingest.images import fetching
from ingest.images.anchoring import found_again
from ingest.intake import take_in
from ingest.readers import read
from ingest.readers.images import ELSEWHERE
from ingest.receive import receive_bytes
from ingest.report import Report
from ingest.store.insets import store_insets
from ingest.store.layout import Laying
from tests.fakes import WordEmbedder
from tests.ingest.epub_cast import SAID, book, chapter
from tests.ingest.x_cast import js, manifest, own, tweet
from tests.ingest.x_cast import zipped as x_zipped

CODE = (
    "def loudest(values):\n    best = 0\n\n    for value in values:\n        best = max(best, value)\n    return best"
)
PROSE = "The ferry crosses the river twelve times a day, and its engine is louder than the horn of the harbour master."
MORE = "So we hung the engine in rubber and measured again for a week: the pier was quieter by nine decibels at noon."


def drawn(form="PNG", size=(8, 6), colour="navy"):
    file = BytesIO()
    Picture.new("RGB", size, colour).save(file, form)
    return file.getvalue()


def page(*parts):
    head = "<!doctype html><html><head><title>Quiet engines</title></head>"
    return f"{head}<body><article>{''.join(parts)}</article></body></html>"


def pre(code=CODE, language="python"):
    return f'<pre><code class="language-{language}">{code}\n</code></pre>'


def p(words):
    return f"<p>{words}</p>"


ARTICLE = page(p(PROSE), pre(), '<img src="/plot.png" alt="Loudness by hour">', p(MORE))


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def draft_of(html, url="https://ferry.example/quiet"):
    return read(Given.of(html.encode(), name="quiet.html", url=url)).drafts[0]


def taken(owner, html, url="https://ferry.example/quiet"):
    upload = receive_bytes(owner, html.encode(), name="quiet.html", url=url).upload
    take_in(upload, WordEmbedder())
    return upload


class Web:
    """Answers by address; what is not there is away."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def __call__(self, url, **_how):
        self.asked.append(url)
        found = self.answers.get(url.rpartition("/")[2].partition(".")[0])
        if found is None:
            raise TemporaryError("ferry.example did not answer in time; try again later.")
        return Fetched(found, "image/png", url, "plot.png")


@pytest.fixture
def web(monkeypatch):
    web = Web(plot=drawn())
    monkeypatch.setattr(fetching, "fetch", web)
    return web


def test_code_of_a_page_keeps_its_lines_and_its_language():
    draft = draft_of(ARTICLE)
    [code] = draft.code
    assert (draft.text[code.start : code.end], code.language) == (CODE, "python")


def test_an_image_stands_where_it_stood():
    draft = draft_of(ARTICLE)
    [image] = [one for one in draft.insets if one.kind == "image"]
    assert draft.text[: image.start].endswith("return best")
    assert (image.address, image.alt) == ("https://ferry.example/plot.png", "Loudness by hour")


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/a.png" width="1" height="1">',
        '<img src="/a.png" class="avatar">',
        '<img src="javascript:alert(1)">',
        '<img src="file:///etc/passwd">',
        "<img>",
    ],
)
def test_what_only_decorates_or_leads_nowhere_is_not_fetched(image):
    draft = draft_of(page(p(PROSE), image, p(MORE)))
    assert not [one for one in draft.insets if one.address]


def test_images_of_the_frame_are_none_of_the_article():
    html = page(p(PROSE), p(MORE)).replace("<article>", '<nav><img src="/logo.png" alt="Logo"></nav><article>')
    assert not draft_of(html).insets


def test_a_lazy_image_is_found_where_the_page_s_script_would_find_it():
    html = page(p(PROSE), '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="b.webp">', p(MORE))
    assert [one.address for one in draft_of(html).insets] == ["https://ferry.example/b.webp"]


def test_the_numbers_beside_code_are_no_code():
    html = page(p(PROSE), f"<table><tr><td><pre>1\n2\n3\n</pre></td><td>{pre()}</td></tr></table>", p(MORE))
    assert "1\n2\n3" not in draft_of(html).text


@pytest.mark.django_db
def test_code_is_a_passage_of_its_own(ada, media):
    taken(ada, ARTICLE)
    texts = list(Source.objects.get().passages.values_list("text", flat=True))
    assert CODE in texts


@pytest.mark.django_db
def test_images_of_a_page_are_fetched_afterwards_and_kept(ada, media, web):
    upload = taken(ada, ARTICLE)
    assert Run.objects.filter(kind="images", subject=upload.pk).exists()
    assert fetching.fetch_images(upload) == "1 of 1 images kept."
    image = Inset.objects.images().get()
    assert (media / image.file).read_bytes() == drawn()
    assert (image.media_type, image.width, image.height) == ("image/png", 8, 6)


@pytest.mark.django_db
def test_an_image_that_cannot_be_had_says_why(ada, media, web):
    web.answers = {}
    upload = taken(ada, ARTICLE)
    fetching.fetch_images(upload)
    upload.refresh_from_db()
    [row] = Report.model_validate(upload.report).left_out
    assert "did not answer" in Inset.objects.images().get().why
    assert "plot.png" in row.what


@pytest.mark.django_db
def test_fetching_twice_asks_once(ada, media, web):
    upload = taken(ada, ARTICLE)
    fetching.fetch_images(upload)
    fetching.fetch_images(upload)
    assert web.asked == ["https://ferry.example/plot.png"]


@pytest.mark.django_db
def test_nothing_is_fetched_where_that_is_turned_off(ada, media, settings):
    settings.FETCH_IMAGES = False
    taken(ada, ARTICLE)
    assert not Run.objects.filter(kind="images").exists()


@pytest.mark.django_db
def test_a_corrected_page_keeps_the_image_that_was_fetched(ada, media, web):
    fetching.fetch_images(taken(ada, ARTICLE))
    again = taken(ada, ARTICLE.replace("twelve times", "fourteen times"))
    fetching.fetch_images(again)
    image = Inset.objects.images().get()
    assert image.file
    assert Source.objects.get().text[: image.start].endswith("return best")
    assert len(web.asked) == 1


@pytest.mark.django_db
def test_the_same_page_again_changes_nothing(ada, media, web):
    taken(ada, ARTICLE)
    rows = list(Inset.objects.values_list("pk", flat=True))
    taken(ada, ARTICLE + "\n")
    assert list(Inset.objects.values_list("pk", flat=True)) == rows


@pytest.mark.django_db
def test_an_image_that_stands_in_the_page_is_kept_at_once(ada, media):
    data = b64encode(drawn()).decode()
    taken(ada, page(p(PROSE), f'<img alt="A plot" src="data:image/png;base64,{data}">', p(MORE)))
    assert (media / Inset.objects.get().file).read_bytes() == drawn()


@pytest.mark.django_db
def test_a_deleted_source_takes_its_images_along(ada, media, web):
    fetching.fetch_images(taken(ada, ARTICLE))
    assert clear_unheld(older_than=-1) == 0
    Source.objects.get().delete()
    assert clear_unheld(older_than=-1) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_five_kinds_of_image_are_kept(form):
    assert checked(drawn(form)).media_type == f"image/{form.lower()}"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"<html>no</html>", "no image"),
        (b"", "no image"),
        (drawn()[:20], "no image"),
        (drawn("BMP"), "no image"),
        (drawn("GIF").replace(b"\x08\x00\x06\x00", b"\xff\xff\xff\xff", 1), "pixels"),
    ],
)
def test_what_is_no_image_to_be_kept_is_refused(data, says):
    with pytest.raises(Refused, match=says):
        checked(data)


NOTE = f"""# Quiet engines

{PROSE}

```python
# loudest first
{CODE}
```

![Loudness by hour](plots/plot.png "Week one")

## What we changed

{MORE} It says so ![inline](https://ferry.example/x.png) here.
"""


def note(text=NOTE):
    return read(Given.of(text.encode(), name="quiet.md")).drafts[0]


def test_fenced_code_of_a_note_is_no_heading_and_no_list():
    draft = note()
    [code] = draft.code
    assert draft.text[code.start : code.end] == f"# loudest first\n{CODE}"
    assert (draft.title, [one.title for one in draft.chapters]) == ("Quiet engines", ["What we changed"])


def test_chapters_stand_where_they_stood_beside_code_and_images():
    draft = note()
    [chapter] = draft.chapters
    assert draft.text[chapter.start : chapter.end].startswith("So we hung the engine")
    assert "```" not in draft.text
    assert "It says so here." in draft.text


def test_an_image_of_a_note_that_came_alone_says_that_it_did_not_come():
    images = [one for one in note().insets if one.kind == "image"]
    assert [(one.alt, one.address, bool(one.why)) for one in images] == [
        ("Loudness by hour", "", True),
        ("inline", "https://ferry.example/x.png", False),
    ]


def test_backticks_that_nobody_closed_stay_words():
    assert "```python" in note(f"# A\n\n{PROSE}\n\n```python\nx = 1\n").text


def test_a_note_of_nothing_but_an_image_says_what_it_shows():
    assert note("# Pier\n\n![The pier at dawn](pier.png)\n").text == "The pier at dawn"


def mailed(html, picture):
    mail = EmailMessage()
    mail["From"], mail["Date"] = "Orla Finch <orla@ferry.example>", "Mon, 02 Mar 2026 08:00:00 +0000"
    mail["Subject"], mail["Message-ID"] = "Quiet engines", "<1@ferry.example>"
    mail.add_alternative(html, subtype="html")
    mail.get_payload()[0].add_related(picture, "image", "png", cid="<plot@ferry>")
    return mail.as_bytes()


@pytest.mark.django_db
def test_a_mail_keeps_the_images_it_brings_and_asks_for_no_others(ada, media):
    pictures = '<img src="cid:plot@ferry" alt="Loudness"><img src="https://track.example/1.png" alt="A boat">'
    html = f"<html><body><p>{PROSE}</p>{pictures}<p>{MORE}</p></body></html>"
    take_in(receive_bytes(ada, mailed(html, drawn()), name="quiet.eml").upload, WordEmbedder())
    kept, not_kept = Inset.objects.images()
    assert (media / kept.file).read_bytes() == drawn()
    assert (not_kept.address, not_kept.alt) == ("", "A boat")
    assert not Run.objects.filter(kind="images").exists()


def zipped(**files):
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


@pytest.mark.django_db
def test_images_of_a_zip_of_notes_are_kept_with_the_note_that_shows_them(ada, media):
    data = zipped(notes__quiet_md=NOTE, notes__plots__plot_png=drawn(), other__b_md="![[plot.png]]\n\nSee above.")
    upload = receive_bytes(ada, data, name="notes.zip").upload
    take_in(upload, WordEmbedder())
    kept = Inset.objects.images().exclude(file="")
    assert kept.count() == 2
    assert len(set(kept.values_list("file", flat=True))) == 1
    upload.refresh_from_db()
    assert Report.model_validate(upload.report).left_out == []


@pytest.mark.django_db
def test_images_of_a_book_are_kept_where_they_stand(ada, media):
    shown = '<p><img src="../plot.png" alt="Loudness by hour"/></p><p>And so home.</p>'
    data = book(north=chapter("North", inside=shown), **{"OEBPS/plot.png": drawn()})
    take_in(receive_bytes(ada, data, name="harbours.epub").upload, WordEmbedder())
    image = Inset.objects.images().get()
    assert ((media / image.file).read_bytes(), image.alt) == (drawn(), "Loudness by hour")
    assert image.source.text[: image.start].endswith(SAID.format("North"))


@pytest.mark.django_db
def test_an_image_that_a_book_lacks_says_that_it_did_not_come(ada, media):
    data = book(north=chapter("North", inside='<p><img src="../gone.png" alt="Loudness"/></p>'))
    take_in(receive_bytes(ada, data, name="harbours.epub").upload, WordEmbedder())
    assert (Inset.objects.images().get().file, Inset.objects.images().get().why) == ("", ELSEWHERE)


@pytest.mark.django_db
def test_images_of_a_word_document_are_kept_where_they_stand(ada, media):
    made = Document()
    made.add_paragraph(PROSE)
    made.add_picture(BytesIO(drawn()))
    made.add_paragraph(MORE)
    file = BytesIO()
    made.save(file)
    take_in(receive_bytes(ada, file.getvalue(), name="quiet.docx").upload, WordEmbedder())
    image = Inset.objects.images().get()
    assert (media / image.file).read_bytes() == drawn()
    assert image.source.text[: image.start].endswith(PROSE)


LONG_NUMBER = "9" * 5_000


@pytest.mark.parametrize(
    "image",
    [
        '<img src="data:,">',
        '<img src="data:,hello">',
        f'<img src="data:,{LONG_NUMBER}">',
        '<img src="data:,٣">',
        '<img srcset="a.jpg 1.5.2x">',
        f'<img srcset="a.jpg {LONG_NUMBER}w">',
        f'<img src="a.jpg" width="{LONG_NUMBER}">',
        '<img src="a.jpg" height="²">',
        '<img src="http://[">',
    ],
)
def test_an_odd_image_leaves_the_words_of_its_page_alone(image):
    text = draft_of(page(p(PROSE), image, p(MORE))).text
    assert text.index(PROSE) < text.index(MORE)


@pytest.mark.parametrize(
    ("srcset", "taken"),
    [
        ("a.jpg 1.5.2x, b.jpg 800w, c.jpg 400w", "b.jpg"),
        ("a.jpg 400w, b.jpg 3000w", "a.jpg"),
        ("w_1,h_2/a.jpg 1x, w_2,h_4/a.jpg 2x", "w_2,h_4/a.jpg"),
        ("a.jpg, b.jpg 2.x", "b.jpg"),
    ],
)
def test_of_several_sizes_the_widest_that_fits_is_taken(srcset, taken):
    [image] = draft_of(page(p(PROSE), f'<img srcset="{srcset}">', p(MORE))).insets
    assert image.address == f"https://ferry.example/{taken}"


TWO_BLOCKS = f"Before.\n\n{CODE}\n\nBetween.\n\n{CODE}\n\nAfter."
FIRST, SECOND = TWO_BLOCKS.index(CODE), TWO_BLOCKS.rindex(CODE)


@pytest.mark.parametrize("now", [TWO_BLOCKS, f"A new opening.\n\n{TWO_BLOCKS}"], ids=["the same", "moved"])
@pytest.mark.parametrize(("place", "found"), [(FIRST, str.index), (SECOND, str.rindex)], ids=["first", "second"])
def test_of_two_equal_blocks_each_is_found_at_its_own_place(now, place, found):
    there = found(now, CODE)
    assert found_again("code", (place, place + len(CODE)), TWO_BLOCKS, now) == (there, there + len(CODE))


def test_of_two_equal_blocks_of_which_one_is_gone_the_other_is_found():
    now = TWO_BLOCKS[: SECOND - 2]
    assert found_again("code", (SECOND, SECOND + len(CODE)), TWO_BLOCKS, now) == (FIRST, FIRST + len(CODE))


def test_an_image_below_words_that_stand_twice_stays_below_the_second():
    above = "The pier at noon, with its crane and the three boats that wait for it:"
    text = f"{above}\n\nA plot.\n\n{above}"
    assert found_again("image", (len(text), len(text)), text, f"New.\n\n{text}") == (len(text) + 6,) * 2


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [2, 1])
def test_equal_blocks_stay_apart_where_a_new_file_tells_of_none(ada, media, kept):
    upload = taken(ada, page(p(PROSE), pre(), p(MORE), pre()))
    source = Source.objects.get()
    text = source.text if kept == 2 else source.text[: source.text.rindex(CODE)].rstrip()
    draft = Draft(kind=Kind.ARTICLE, text=text, title=source.title, url=source.url)
    store_insets([Laying(source, draft)])
    spans = list(source.insets.order_by("start").values_list("start", "end"))
    assert len(set(spans)) == len(spans) == kept
    assert all(text[start:end] == CODE for start, end in spans)
    assert upload.pk


@pytest.mark.django_db
def test_a_file_that_is_cleared_while_it_is_kept_again_is_written_anew(ada, media, monkeypatch):
    file = media / keep(ada.pk, drawn()).file
    touch = os.utime

    def cleared_just_now(path, *more, **how):
        file.unlink(missing_ok=True)
        return touch(path, *more, **how)

    monkeypatch.setattr(os, "utime", cleared_just_now)
    keep(ada.pk, drawn())
    assert file.read_bytes() == drawn()


@pytest.mark.django_db
def test_a_file_that_is_kept_again_while_files_are_cleared_stays(ada, media, monkeypatch):
    file = media / keep(ada.pk, drawn()).file
    os.utime(file, (0, 0))
    listed = clearing._files

    def kept_meanwhile(before):
        yield from list(listed(before))
        keep(ada.pk, drawn())

    monkeypatch.setattr(clearing, "_files", kept_meanwhile)
    assert clear_unheld() == 0
    assert file.read_bytes() == drawn()


def x_archive(*tweets, **media):
    beside = {f"data/tweets_media/{name.replace('_', '-')}.png": data for name, data in media.items()}
    found = {"data/tweets.js": js("tweets", tweets), "data/manifest.js": manifest(tweets=len(tweets))}
    return x_zipped(found | beside)


@pytest.mark.django_db
def test_images_of_an_archive_of_x_are_kept_with_their_post_and_nothing_is_fetched(ada, media):
    photo = {"type": "photo", "media_url_https": "https://pbs.example/media/Plot.png", "ext_alt_text": "Loudness"}
    post = tweet(10, PROSE, extended_entities={"media": [photo]})
    take_in(receive_bytes(ada, x_archive(post, **{"10_Plot": drawn()}), name="twitter.zip").upload, WordEmbedder())
    image = Inset.objects.images().get()
    assert ((media / image.file).read_bytes(), image.alt) == (drawn(), "Loudness")
    assert (image.start, image.address) == (len(image.source.text), "")
    assert not Run.objects.filter(kind="images").exists()


@pytest.mark.django_db
def test_the_images_of_a_thread_that_grew_are_all_there(ada, media):
    red, blue = drawn(colour="red"), drawn(colour="blue")
    pair = [{"type": "photo", "media_url_https": f"https://pbs.example/media/{name}.png"} for name in ("Red", "Blue")]
    first, second = tweet(10, PROSE, extended_entities={"media": pair}), own(11, MORE, 10)
    given = {"10_Red": red, "10_Blue": blue}
    for posts in ([first], [first, second]):
        take_in(receive_bytes(ada, x_archive(*posts, **given), name="twitter.zip").upload, WordEmbedder())
    source = Source.objects.get()
    assert source.text == f"{PROSE}\n\n{MORE}"
    assert [one.start for one in source.insets.all()] == [len(PROSE)] * 2
    assert {(media / one.file).read_bytes() for one in source.insets.all()} == {red, blue}


@pytest.mark.django_db
def test_an_archive_that_comes_without_its_images_takes_none_away(ada, media):
    red, blue = drawn(colour="red"), drawn(colour="blue")
    pair = [{"type": "photo", "media_url_https": f"https://pbs.example/media/{name}.png"} for name in ("Red", "Blue")]
    first, second = tweet(10, PROSE, extended_entities={"media": pair}), own(11, MORE, 10)
    for posts, given in (([first], {"10_Red": red, "10_Blue": blue}), ([first], {}), ([first, second], {})):
        take_in(receive_bytes(ada, x_archive(*posts, **given), name="twitter.zip").upload, WordEmbedder())
        images = Source.objects.get().insets.all()
        assert [(media / one.file).read_bytes() for one in images] == [red, blue]
        assert [(one.start, one.why) for one in images] == [(len(PROSE), "")] * 2


@pytest.mark.django_db
def test_an_image_that_never_came_goes_on_saying_so(ada, media):
    pair = [{"type": "photo", "media_url_https": f"https://pbs.example/media/{name}.png"} for name in ("Red", "Blue")]
    post = tweet(10, PROSE, extended_entities={"media": pair})
    for given in ({"10_Red": drawn()}, {}):
        take_in(receive_bytes(ada, x_archive(post, **given), name="twitter.zip").upload, WordEmbedder())
        assert [bool(one.file) for one in Source.objects.get().insets.all()] == [True, False]
        assert [bool(one.why) for one in Source.objects.get().insets.all()] == [False, True]
