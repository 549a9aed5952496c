"""In: an outward form. Out: what in it could act: addresses that can be followed, and elements that do something."""

import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from pptx import Presentation
from pypdf import PdfReader

_ADDRESSED = {"href", "src", "srcset", "action", "formaction", "poster", "background", "data", "cite", "ping"}
_ADDRESSED |= {"xlink:href", "manifest", "longdesc", "usemap", "hx-get", "hx-post", "hx-put", "hx-delete"}
_ACTING = {"img", "iframe", "object", "embed", "svg", "math", "video", "audio", "base", "applet", "frame", "marquee"}
# What GitHub's Markdown makes a link of unasked, and what mail programs do, which also know bare names of hosts.
_GFM = re.compile(r"\b(?:(?:https?|ftp)://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+\.\w+", re.I)
_IN_TEXT = re.compile(rf"{_GFM.pattern}|\b(?:[\w-]+\.)+(?:net|org)[/?]\S+", re.I)
_ACTIVE_TEXT = re.compile(r"https?://|@import|url\(", re.I)


@dataclass
class Effects(HTMLParser):
    """`addresses` of links, forms and pictures; `acting` elements and attributes; `text` that is shown."""

    addresses: list[str] = field(default_factory=list)
    acting: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self):
        super().__init__()
        self._inside = ""

    def handle_starttag(self, tag, attrs):
        self._inside = tag if tag in {"script", "style"} else ""
        if (tag in _ACTING and not _is_chart(tag, attrs)) or (
            tag == "meta" and "refresh" in str(dict(attrs).get("http-equiv", "")).lower()
        ):
            self.acting.append(tag)
        for name, value in attrs:
            self._look_at(tag, name, value or "")

    def _look_at(self, tag, name, value):
        if name in _ADDRESSED:
            self.addresses.append(value)
        if name.startswith("on") or (name == "style" and re.search(r"url\(|expression|@import", value, re.I)):
            self.acting.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if not self._inside:
            self.text += data
        elif _ACTIVE_TEXT.search(data):
            self.acting.append(f"{self._inside} with an address")


def of_html(html):
    effects = Effects()
    effects.feed(html)
    effects.close()
    return effects


def of_markdown(text):
    """As the most obliging program would show it: HTML passed through, bare addresses made links."""
    effects = of_html(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))
    bare = re.sub(r"<!--.*?-->|(?<=\])\([^()\s]*\)", "", text, flags=re.S)
    effects.addresses += _GFM.findall(bare)
    return effects


def of_mail(html):
    """As a mail program would show it, which makes a link of every address outside of one, too."""
    effects = of_html(html)
    effects.addresses += _IN_TEXT.findall(effects.text)
    return effects


def of_plain_text(text):
    """As a mail program would show it, which makes a link of every address."""
    return Effects(addresses=_IN_TEXT.findall(text), text=text)


def of_pptx(data):
    presentation = Presentation(BytesIO(data))
    effects = Effects()
    for part in presentation.part.package.iter_parts():
        effects.addresses += [rel.target_ref for rel in part.rels.values() if rel.is_external]
        if str(part.partname).startswith(("/ppt/embeddings", "/ppt/media", "/ppt/activeX")):
            effects.acting += [] if _is_sheet_of_a_chart(part) else [str(part.partname)]
        if b"ppaction://" in part.blob:
            effects.acting.append(f"{part.partname} with an action")
    for slide in presentation.slides:
        effects.text += "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        effects.text += slide.notes_slide.notes_text_frame.text
    return effects


def of_pdf(data):
    reader, effects = PdfReader(BytesIO(data)), Effects()
    root = reader.trailer["/Root"]
    effects.acting += [name for name in ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles") if name in root]
    for page in reader.pages:
        effects.text += page.extract_text() + "\n"
        for annotation in page.get("/Annots") or []:
            action = annotation.get_object().get("/A", {})
            effects.addresses += [str(action["/URI"])] if action.get("/S") == "/URI" else []
            effects.acting += [str(action["/S"])] if action.get("/S") not in {"/URI", "/GoTo", None} else []
    return effects


def _is_chart(tag, attrs):
    """One of our own drawing."""
    return tag == "svg" and dict(attrs).get("class") == "chart"


def _is_sheet_of_a_chart(part):
    """The numbers of a chart, to be edited by whoever opens it: values alone, no formula and no macro."""
    if not re.fullmatch(r"/ppt/embeddings/Microsoft_Excel_Sheet\d+\.xlsx", str(part.partname)):
        return False
    with zipfile.ZipFile(BytesIO(part.blob)) as sheet:
        names = sheet.namelist()
        cells = b"".join(sheet.read(name) for name in names if name.startswith("xl/worksheets/"))
        return not any("vba" in name.lower() or "externalLink" in name for name in names) and b"<f" not in cells


def foreign(effects, *own):
    """The addresses that lead neither into the page or the site itself nor to one of `own`."""
    return [one for one in effects.addresses if not _is_near(one) and not any(_leads_to(one, mine) for mine in own)]


def _leads_to(address, own):
    """The same address, or on the same host: anywhere on it where `own` names no page."""
    try:
        here, there = urlsplit(address), urlsplit(own)
    except ValueError:
        return False
    same = there.netloc and (here.scheme, here.netloc) == (there.scheme, there.netloc)
    return address == own or bool(same and there.path in {"", here.path})


def _is_near(address):
    return address[:1] in {"", "#", "?"} or (address[0] == "/" and address[1:2] not in {"/", "\\"})
