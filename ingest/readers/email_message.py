"""In: a mail (`.eml`). Out: one ARTICLE for a newsletter or a long mail, one NOTE for a short one.

After RFC 5322 and MIME. The plain part is read unless it is only a stub of the page beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage, Message
from email.utils import parseaddr
from functools import partial

from lxml import etree

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.article import read as read_page
from ingest.readers.blocks import Block, Form, Laid, Shown, laid_out
from ingest.readers.images import Found, with_images
from ingest.readers.letter import without_footer, written
from ingest.readers.mail_parts import (
    date_of,
    field_of,
    file_name,
    is_attached,
    list_of,
    mails_in,
    parts_of,
    payload_of,
    text_of,
    type_of,
)
from ingest.readers.markup import blocks_of, tree_of
from ingest.readers.page_facts import language_tag
from ingest.readers.prose import unwrapped

_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*\S?", re.MULTILINE)
_OPENS = re.compile(r"\A(?:From \S+ .*\n)?[A-Za-z][A-Za-z0-9-]{1,60}:")
_TELLING = {"message-id", "mime-version", "received", "return-path", "delivered-to", "dkim-signature", "content-type"}
_SNAPSHOT = re.compile(r"^Snapshot-Content-Location:\s*(https?://\S+)", re.MULTILINE | re.IGNORECASE)
_FOLD = range(55, 81)
_LONG_READ = 250
_STUB = 0.4
_LARGEST = 50_000_000
_NOT_FETCHED = "Images of mails are not fetched: that would tell the sender that the mail was read."
_QUOTES = "//blockquote[@type='cite'] | //div[contains(@class, 'gmail_quote')] | //*[@id='divRplyFwdMsg']"


@dataclass(frozen=True)
class _Body:
    laid: Laid
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def recognises(given: Given) -> bool:
    """Opens with header fields, and among them is one that only mails have."""
    if given.is_binary or not _OPENS.match(given.opening):
        return False
    names = {name.lower() for name in _FIELD.findall(_header(given))}
    return {"from", "date"} <= names and (given.ending == "eml" or bool(_TELLING & names) or "subject" in names)


def read(given: Given) -> ReadResult:
    """A mail inside the mail, forwarded as an attachment, is a source of its own."""
    if (address := _saved_from(given)) and (page := _saved_page(given, address)):
        return read_page(page)
    if given.size > _LARGEST:
        raise UnreadableUpload(f"{given.name} is larger than 50 MB; hand its attachments over by themselves.")
    mails = [(mail, parts_of(mail)) for mail in mails_in(given.data)]
    read_mails = [(mail, _body(given, parts, field_of(mail, "Subject"))) for mail, parts in mails]
    drafts = tuple(_draft(given, mail, body) for mail, body in read_mails if body.laid.text)
    if not drafts:
        raise UnreadableUpload(f"{given.name} is a mail without text.")
    warnings = [warning for _, body in read_mails for warning in body.warnings]
    left_out = [left for _, body in read_mails for left in body.left_out]
    left_out += [left for _, parts in mails for left in _attachments(parts)]
    return ReadResult("e-mail", drafts, tuple(warnings), tuple(left_out))


def _header(given: Given) -> str:
    """Up to the first empty line; the marks of the servers on its way may fill many kilobytes."""
    head = given.head.lstrip(b"\xef\xbb\xbf \t\r\n").decode("utf-8", errors="replace")
    return head.replace("\r\n", "\n").partition("\n\n")[0]


def _saved_from(given: Given) -> str:
    """The address of a page that a browser saved as one file (MHTML), which has the form of a mail."""
    found = _SNAPSHOT.search(_header(given))
    return found[1] if found else ""


def _saved_page(given: Given, address: str) -> Given | None:
    parts = [part for mail in mails_in(given.data)[:1] for part in parts_of(mail) if type_of(part) == "text/html"]
    text = text_of(parts[0], name=given.name) if parts else ""
    return Given.of(text.encode(), name=given.name, url=address, kind=given.kind) if text else None


def _draft(given: Given, mail: Message, body: _Body) -> Draft:
    name, address = parseaddr(field_of(mail, "From"))
    listed = list_of(mail)
    long = bool(listed) or body.laid.words >= _LONG_READ or bool(body.laid.chapters)
    return Draft(
        kind=given.kind or (Kind.ARTICLE if long else Kind.NOTE),
        text=body.laid.text,
        title=field_of(mail, "Subject") or given.title,
        author=name or address,
        handle=address if name else "",
        site=listed,
        published_at=date_of(mail),
        language=language_tag(field_of(mail, "Content-Language")),
        external_id=field_of(mail, "Message-ID").strip("<>")[:200],
        chapters=body.laid.chapters,
        insets=body.laid.insets,
    )


def _body(given: Given, parts: list[EmailMessage], title: str) -> _Body:
    plain = [part for part in parts if type_of(part) == "text/plain" and not is_attached(part)]
    pages = [part for part in parts if type_of(part) == "text/html" and not is_attached(part)]
    as_page = _of_page(given, pages, title, partial(_in_mail, parts)) if pages else _Body(Laid(""))
    as_text = _of_text(given, plain, title)
    if not as_text.laid.text or as_text.laid.words < _STUB * as_page.laid.words or _is_machine_text(as_text.laid):
        return as_page if as_page.laid.text else as_text
    # The page has the headings that a plain part lost.
    richer = as_page.laid.chapters and as_page.laid.words > 0.7 * as_text.laid.words
    return as_page if richer else as_text


def _of_text(given: Given, parts: list[EmailMessage], title: str) -> _Body:
    texts = [text_of(part, name=given.name) for part in parts]
    letter = written("\n\n".join(text for text in texts if text.strip()))
    kept, footer = without_footer(_paragraphs(letter.text))
    warnings = [f"{letter.quoted} lines of quoted mail were left out"] if letter.quoted else []
    warnings += [f"a signature of {letter.signed} lines was left out"] if letter.signed else []
    return _Body(laid_out(kept, title=title), tuple(warnings), _footer(footer))


def _in_mail(parts: list[EmailMessage], shown: Shown) -> Shown | None:
    """What the mail brings along. To fetch what it does not would tell its sender that it was read."""
    named = shown.address.removeprefix("cid:") if shown.address.startswith("cid:") else ""
    part = next((one for one in parts if named and field_of(one, "Content-ID").strip("<>") == named), None)
    if part is not None:
        return replace(shown, address="", data=partial(payload_of, part))
    return replace(shown, address="", why=_NOT_FETCHED) if shown.alt else None


def _of_page(given: Given, parts: list[EmailMessage], title: str, lead: Found) -> _Body:
    blocks: list[Block] = []
    quoted = 0
    for part in parts:
        try:
            root = tree_of(text_of(part, name=given.name), name=given.name)
        except UnreadableUpload as error:
            return _Body(Laid(""), (str(error).removesuffix("."),))
        if root is not None:
            whole = with_images(blocks_of(root), lead)
            quoted += _drop_quotes(root)
            blocks += with_images(blocks_of(root), lead) or whole
    kept, footer = without_footer([block for block in blocks if not _is_filler(block)])
    warnings = ("a quoted mail was left out",) if quoted else ()
    return _Body(laid_out(kept, title=title), warnings, _footer(footer))


def _drop_quotes(root: etree._Element) -> int:
    """Mails that were quoted; one that was forwarded is what the mail is about, and stays."""
    quotes = [quote for quote in root.xpath(_QUOTES) if "orward" not in "".join(quote.itertext())[:200]]
    for quote in quotes:
        quote.drop_tree()
    return len(quotes)


def _paragraphs(text: str) -> list[Block]:
    """Lines that a mail program folded are joined; lists keep their lines."""
    blocks = []
    for block in re.split(r"\n[^\S\n]*\n+", text):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines:
            blocks.append(Block(unwrapped("\n".join(lines), _FOLD)))
    return blocks


def _attachments(parts: list[EmailMessage]) -> Iterator[LeftOut]:
    for part in parts:
        if is_attached(part) or type_of(part) not in {"text/plain", "text/html", "image inline"}:
            yield LeftOut(f"attachment {file_name(part)}", "hand it over by itself")


def _is_machine_text(laid: Laid) -> bool:
    """A plain part made by a machine from a page: mostly addresses and rules."""
    words = laid.text.split()
    odd = sum("://" in word or len(word) > 40 or not any(map(str.isalnum, word)) for word in words)
    return odd > 0.3 * len(words)


def _is_filler(block: Block) -> bool:
    """Rows of signs that only fill the preview in a list of mails."""
    return block.form is not Form.HEADING and not any(map(str.isalnum, block.text))


def _footer(blocks: list[Block]) -> tuple[LeftOut, ...]:
    reason = "a line about the subscription, not of the mail"
    return (LeftOut(blocks[0].text[:100], reason, len(blocks)),) if blocks else ()
