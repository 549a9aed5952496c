"""Mails: newsletters and letters, quotations, attachments, broken encodings."""

from email.message import EmailMessage

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read

SAID = "The harbour of {0} was quiet and the boats of {0} had not come back from the far side of the bay."
LETTER = f"{SAID.format('North')}\n\n{SAID.format('South')}"
HEAD = b"From: Ida Berg <ida@quay.example>\r\nDate: Wed, 4 Mar 2026 05:06:07 +0200\r\nMIME-Version: 1.0\r\n"


def mail(text=LETTER, *, subject="On Harbours", page="", **fields):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ida Berg <ida@quay.example>", "otto@bay.example", subject
    made["Date"], made["Message-ID"] = "Wed, 4 Mar 2026 05:06:07 +0200", "<17@quay.example>"
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if page and text:
        made.add_alternative(page, subtype="html")
    elif page:
        made.set_content(page, subtype="html")
    return made


def result(made, name="mail.eml"):
    return read(Given.of(made if isinstance(made, bytes) else made.as_bytes(), name=name))


def only(made, name="mail.eml"):
    (draft,) = result(made, name).drafts
    return draft


def test_a_mail_has_its_subject_sender_and_date():
    draft = only(mail())
    assert (draft.title, draft.author, draft.handle) == ("On Harbours", "Ida Berg", "ida@quay.example")
    assert (draft.published_at.isoformat(), draft.external_id) == ("2026-03-04T05:06:07+02:00", "17@quay.example")
    assert (draft.kind, draft.text) == (Kind.NOTE, LETTER)


def test_a_newsletter_is_an_article_of_its_list():
    draft = only(mail(List_Id="Quay Letters <letters.quay.example>"))
    assert (draft.kind, draft.site) == (Kind.ARTICLE, "Quay Letters")


def test_it_is_known_without_its_ending():
    assert only(mail(), name="download").title == "On Harbours"


def test_it_is_known_below_the_marks_of_many_servers():
    marks = "".join(f"ARC-Seal: i={number}; a=rsa-sha256; d=quay.example;\n b={'A' * 400}\n" for number in range(14))
    assert only(f"Delivered-To: otto@bay.example\n{marks}".encode() + mail().as_bytes()).title == "On Harbours"


def test_a_note_that_begins_with_a_colon_is_no_mail():
    assert result(b"From: the harbour\n\nIt was quiet.", name="a.txt").format != "e-mail"


PAGE = f"""<html><head><style>p {{}}</style></head><body><div style="display:none">Preview of it &#847; &zwnj;</div>
<table><tr><td><a href="https://x">View this email in your browser</a></td></tr>
<tr><td><h2>North</h2><p>{SAID.format("North")}</p><img src="https://quay.example/open.gif" width="1" height="1">
<h2>South</h2><p>{SAID.format("South")}</p><ul><li>rope</li><li>tar</li></ul></td></tr>
<tr><td>You are receiving this because you signed up. <a href="https://x">Unsubscribe</a></td></tr>
<tr><td>© 2026 Quay Press, 1 Harbour Road</td></tr></table></body></html>"""


@pytest.mark.parametrize("text", ["", "Please see the web version of this mail."])
def test_the_page_is_read_where_the_plain_part_is_a_stub(text):
    found = result(mail(text, page=PAGE))
    (draft,) = found.drafts
    assert [chapter.title for chapter in draft.chapters] == ["North", "South"]
    assert draft.text == f"{SAID.format('North')}\n\n{SAID.format('South')}\n\n- rope\n- tar"
    assert (found.left_out[0].what, found.left_out[0].count) == ("View this email in your browser", 3)


def test_the_plain_part_is_read_where_it_says_the_same():
    assert only(mail(LETTER, page=f"<p>{LETTER}</p>")).text == LETTER


def test_quoted_mails_and_signatures_are_left_out_and_said():
    text = (
        f"{SAID.format('North')}\n\nOn Tue, 3 Mar 2026 at 10:00, Otto Falk <otto@bay.example> wrote:\n"
        f"> How is it there?\n> Quiet?\n\n{SAID.format('South')}\n\n-- \nIda Berg\nQuay Press"
    )
    found = result(mail(text))
    assert found.drafts[0].text == LETTER
    assert found.warnings == ("3 lines of quoted mail were left out", "a signature of 3 lines was left out")


@pytest.mark.parametrize(
    "opening",
    [
        "-----Original Message-----\nFrom: Otto\nSent: Tuesday\nTo: Ida\n",
        "From: Otto Falk\nSent: Tuesday\nTo: Ida\nSubject: Re: it\n",
        "Am Di., 3. März 2026 um 10:00 Uhr schrieb Otto Falk <otto@bay.example>:\n",
        "Le mar. 3 mars 2026 à 10:00, Otto Falk <otto@bay.example> a écrit :\n",
    ],
)
def test_a_mail_quoted_below_the_answer_is_left_out(opening):
    assert only(mail(f"{LETTER}\n\n{opening}\nHow is it there?\n")).text == LETTER


@pytest.mark.parametrize("line", ["On Tuesday, the head of the yard wrote:", "Am Montag schrieb Ida Berg:"])
def test_a_letter_that_quotes_a_person_goes_on_below(line):
    found = result(mail(f"{SAID.format('North')}\n\n{line}\n\nIt floats.\n\n{SAID.format('South')}"))
    assert found.drafts[0].text.split("\n\n")[1:3] == [line, "It floats."]
    assert found.warnings == ()


@pytest.mark.parametrize("line", ["On Tuesday, Otto wrote:", "On 3/3/2026, Otto wrote:", "Am Montag schrieb Otto:"])
def test_the_line_above_marked_words_goes_with_them(line):
    assert only(mail(f"{SAID.format('North')}\n\n{line}\n> Quiet?\n\n{SAID.format('South')}")).text == LETTER


def test_a_signature_is_found_above_a_long_quotation():
    text = f"{LETTER}\n\n-- \nIda Berg\n\nOn 3/3/2026, Otto wrote:\n" + f"> {SAID.format('West')}\n" * 20
    assert only(mail(text)).text == LETTER


def test_paragraphs_below_a_rule_are_no_signature():
    below = "\n\n".join([SAID.format("West")] * 8)
    found = result(mail(f"{LETTER}\n\n________\n\n{below}"))
    assert (found.drafts[0].text.count("West"), found.warnings) == (16, ())


def test_what_is_forwarded_is_read():
    text = f"Read this.\n\n---------- Forwarded message ---------\nFrom: Otto\nDate: Tue\nSubject: It\n\n{LETTER}"
    assert SAID.format("South") in only(mail(text)).text


def test_a_mail_that_is_all_quotation_is_kept():
    assert "> quiet" in only(mail("> How is it there?\n> quiet\n")).text


def test_the_quotation_of_a_page_is_left_out():
    page = f"<p>{SAID.format('North')}</p><div class='gmail_quote'><blockquote><p>How is it?</p></blockquote></div>"
    found = result(mail("", page=page))
    assert (found.drafts[0].text, found.warnings) == (SAID.format("North"), ("a quoted mail was left out",))


def test_folded_lines_are_joined_and_lists_are_not():
    folded = "The harbour was quiet and the boats had not come back from the far\nside of the bay.\n\n- rope\n- tar"
    assert only(mail(folded)).text == folded.replace("far\nside", "far side")


def test_a_list_of_long_items_keeps_its_lines():
    items = "\n".join(f"- The {name} thing is that boats are really rather expensive" for name in ("first", "second"))
    assert only(mail(f"Hello.\n\n{items}\n- The third")).text == f"Hello.\n\n{items}\n- The third"


def test_flowed_lines_go_on():
    data = HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\nShort lines \r\nthat go on.\r\n\r\nNext.\r\n"
    assert only(data).text == "Short lines that go on.\n\nNext."


def test_attachments_are_named_and_pictures_of_a_page_are_not():
    made = mail(LETTER)
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    made.add_attachment("words", filename="words.txt")
    made.add_attachment(b"GIF8", maintype="image", subtype="gif", disposition="inline", cid="<1>")
    found = result(made)
    assert [(left.what, left.reason) for left in found.left_out] == [
        ("attachment plan.pdf", "hand it over by itself"),
        ("attachment words.txt", "hand it over by itself"),
    ]
    assert found.drafts[0].text == LETTER


def test_a_mail_inside_the_mail_is_a_source_of_its_own():
    made = mail("See below.", subject="Fwd")
    made.add_attachment(mail(List_Id="<letters.quay.example>"))
    assert [(draft.title, draft.site) for draft in result(made).drafts] == [
        ("Fwd", ""),
        ("On Harbours", "letters.quay.example"),
    ]


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n",
         b"Sch=F6n =\r\nund still.", "Schön und still."),
        (b"Content-Type: text/plain; charset=nonsense\r\n", "Schön und still.".encode("cp1252"), "Schön und still."),
        (b"Content-Type: text/plain; charset=utf-8\r\n", "Schön und still.".encode("cp1252"), "Schön und still."),
        (b"", "Schön und still.".encode(), "Schön und still."),
        (b"Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n", b"19DS0dDP", ""),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n", b"U28gaXQgd2Fz", "So it was"),
        (b"Content-Type: multipart/mixed; boundary=x\r\n", b"--x\r\n\r\nSo it was", "So it was"),
        (b"Content-Type: multipart/mixed\r\n", b"So it was", "So it was"),
    ],
)  # fmt: skip
def test_broken_encodings_are_survived(head, body, text):
    assert text in only(HEAD + head + b"\r\n" + body).text


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"=?utf-8?B?U2Now7Zu?= =?utf-8?Q?_still?=", "Schön still"),
        (b"=?nonsense?B?????=", "=?nonsense?B?????="),
        ("Schön".encode(), "Schön"),
    ],
)
def test_subjects_are_decoded_where_they_can_be(subject, title):
    assert only(HEAD + b"Subject: " + subject + b"\r\n\r\nSo it was.").title == title


def test_a_page_that_a_browser_saved_is_an_article():
    head = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/bays\r\nSubject: Bays\r\n"
    head += b"Date: Wed, 4 Mar 2026 05:06:07 -0000\r\nMIME-Version: 1.0\r\n"
    page = f"<html><title>Bays</title><nav>Menu of ours</nav><article><p>{LETTER * 4}</p></article></html>".encode()
    part = b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + b"\r\n--b--\r\n"
    found = result(head + b"Content-Type: multipart/related; boundary=b\r\n\r\n" + part, "bays.mhtml")
    assert (found.format, found.drafts[0].url) == ("web page", "https://quay.example/bays")
    assert "Menu of ours" not in found.drafts[0].text


@pytest.mark.parametrize("day", ["Wed, 4 Mar 99999999999 05:06:07", "never", "Wed, 4 Mar 2026 05:06:07 +99999999"])
def test_a_date_that_is_none_leaves_the_mail(day):
    assert only(HEAD.replace(b"Wed, 4 Mar 2026 05:06:07 +0200", day.encode()) + b"\r\nSo it was.").text == "So it was."


def test_a_mail_without_text_is_named():
    with pytest.raises(UnreadableUpload, match=r"is a mail without text\."):
        result(HEAD + b"Subject: x\r\n\r\n")


def test_parts_within_parts_without_end_are_survived():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(400))
    with pytest.raises(UnreadableUpload):
        result(HEAD + nested)


SPECIMENS = {"newsletter.eml": mail("A stub.", page=PAGE, List_Id="<letters.quay.example>").as_bytes()}
