"""In: the bytes of a text file. Out: its text, repaired, with a warning for what had to be guessed.

Offsets anywhere in Threepass count characters of the repaired text.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import ftfy
from charset_normalizer import from_bytes

from curation.errors import UnreadableUpload
from ingest.encodings import declared_encoding, likely_encoding, marked_encoding, read_as, wide_encoding

_ENOUGH_TO_DETECT = 2048
_JAPANESE_MAIL = re.compile(rb"\x1b\$[@B(]")
_NAMES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp932": "Shift-JIS"}
_NAMES |= {"iso8859_2": "ISO 8859-2", "koi8_u": "KOI8", "euc_jp": "EUC-JP", "cp949": "EUC-KR", "gb18030": "GB 18030"}
_NAMES |= {"big5hkscs": "Big5", "cp1253": "Windows-1253", "cp1254": "Windows-1254", "iso8859_7": "ISO 8859-7"}
_ODD_ASCII = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(r"[\U000E0000-\U000E007F\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")

# Continuation bytes 80..BF as Mac Roman shows them; lead bytes C2..DF, E2..EF, F0.
_MAC_NEXT = "[" + re.escape(bytes(range(0x80, 0xC0)).decode("mac_roman")) + "]"
_MAC_TWO = "[√ƒ≈∆«»]" + _MAC_NEXT
_MAC_THREE = "‚" + _MAC_NEXT * 2
_MAC_FOUR = "\uf8ff" + "ü" + _MAC_NEXT * 2
_MAC = re.compile(f"{_MAC_FOUR}|{_MAC_THREE}|{_MAC_TWO}")
# Editors often drop the private-use sign that stands for F0, so an emoji is left as three letters.
_MAC_EMOJI = re.compile("ü" + "[êëíìîïñóòôöõúùûü†°¢£§•¶]" + _MAC_NEXT)
# Curly quotes that some tool straightened after the damage was done; byte 9D has no Windows-1252 sign.
_STRAIGHTENED = (("â€™", "’"), ("â€'", "’"), ("â€œ", "“"), ('â€"', "—"), ("â€¦", "…"), ("â€\x9d", "”"))
_LOST_CLOSER = re.compile(r"â€(?=[\s.,;:!?)\]]|$)")


@dataclass(frozen=True)
class Decoded:
    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, name: str) -> Decoded:
    """Raises UnreadableUpload when the bytes are not text in any encoding we can tell."""
    text, warning = _characters(data)
    if _is_garbage(text):
        raise UnreadableUpload(f"{name} does not hold readable text.")
    return Decoded(repair(text), (warning,) if warning else ())


def repair(text: str) -> str:
    """Out: NFC text without mojibake, control and invisible characters, with plain line ends."""
    if text.isascii() and not _ODD_ASCII.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = ftfy.fix_text(
        _MAC.sub(_from_mac, _straighten_out(text)),
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        unescape_html=False,
    )
    text = _MAC_EMOJI.sub(_emoji_from_mac, text)
    text = _CONTROL.sub("", text.replace("\x85", "\n").replace("\x0c", "\n\n"))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).replace("\u00a0", " "))


def line_of(text: str | None) -> str:
    """Repaired words on one line, a space between them; empty for None."""
    return " ".join(repair(text or "").split())


def _characters(data: bytes) -> tuple[str, str]:
    if encoding := marked_encoding(data):
        return data.decode(encoding, errors="replace"), ""
    if encoding := wide_encoding(data):
        return data.decode(encoding, errors="replace"), f"read as {encoding.upper()}, without a mark that says so"
    if _JAPANESE_MAIL.search(data) and (text := read_as(data, "iso2022_jp_ext")):
        return text, ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _declared(data) or _guessed(data)


def _declared(data: bytes) -> tuple[str, str] | None:
    encoding = declared_encoding(data)
    text = read_as(data, encoding) if encoding else None
    return (text, "") if text else None


def _guessed(data: bytes) -> tuple[str, str]:
    if _mostly_utf8(data):
        return data.decode("utf-8", errors="replace"), "not valid UTF-8; some characters were lost"
    encoding = likely_encoding(data) or _detected(data) or "cp1252"
    text = data.decode(encoding, errors="replace")
    return text, f"not valid UTF-8; read as {_NAMES.get(encoding, encoding.replace('_', '-'))}"


def _detected(data: bytes) -> str:
    best = from_bytes(data[:200_000]).best() if len(data) >= _ENOUGH_TO_DETECT else None
    return best.encoding if best and best.encoding not in {"utf_8", "ascii"} else ""


def _mostly_utf8(data: bytes) -> bool:
    """True for a UTF-8 file with a few broken bytes, a truncated one for instance."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    foreign = sum(character > "\x7f" for character in text) - lost
    return foreign > 4 * lost


def _is_garbage(text: str) -> bool:
    """More than one sign in fifty that no written language uses, or hardly a letter at all."""
    sample = text[:100_000]
    if not sample.strip():
        return False
    signs = Counter(sample)
    odd = sum(number for sign, number in signs.items() if _is_odd(sign))
    plain = sum(number for sign, number in signs.items() if sign.isalnum() or sign.isspace())
    return odd > max(1, len(sample) // 50) or plain < len(sample) * 0.35 or _is_shuffled(sample)


def _is_odd(character: str) -> bool:
    category = unicodedata.category(character)
    return character == "\ufffd" or category in {"Cn", "Cs"} or (category == "Cc" and character not in "\t\n\r\x0c\x85")


def _is_shuffled(sample: str) -> bool:
    """Random bytes read as Windows-1252 or Latin-1: accents and signs everywhere, hardly a space or word."""
    western = sum(number for sign, number in Counter(sample).items() if "\x80" <= sign <= "ÿ")
    words = re.findall(r"[^\W\d_]{2,}", sample)
    return western > len(sample) * 0.3 and sum(map(len, words)) < len(sample) * 0.6


def _from_mac(match: re.Match[str]) -> str:
    try:
        return match[0].encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return match[0]


def _emoji_from_mac(match: re.Match[str]) -> str:
    try:
        return (b"\xf0" + match[0].encode("mac_roman")).decode("utf-8")
    except UnicodeError:
        return match[0]


def _straighten_out(text: str) -> str:
    if "â€" not in text:
        return text
    for broken, meant in _STRAIGHTENED:
        text = text.replace(broken, meant)
    return _LOST_CLOSER.sub("”", text)
