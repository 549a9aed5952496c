"""In: bytes that are text but not UTF-8. Out: the encoding they are most likely in. Pure.

Each candidate reading is measured by how well its letters fit the alphabet of one language that was written
so, and how many of them are common there. Few hundred bytes are enough where a detector asks for thousands.
"""

import codecs
import re
import unicodedata
from collections import Counter

_SAMPLE = 20_000
_SURE = 0.5
_CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґђјљњћџў", "оеаинтсрвл")
_GREEK = ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "αοιετσνυρκςή")
_HEBREW = ("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "יוהלאתרבמנ")
_ARABIC = ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ", "اليمونترب")
_THAI = ("".join(map(chr, range(0xE01, 0xE4F))), "านรกอเงมย่วลตทส")
_WEST = tuple(
    (letters, letters)
    for letters in (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüï", "àèéìòù", "ãáàâçéêíõóôú", "åäöé", "æøåéò", "áðéíóúýþæö", "ëïéèöüó"
    )
)  # fmt: skip
_CENTRAL = tuple(
    (letters, letters)
    for letters in ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîșşțţ", "čćđšž", "áäčďéíĺľňóôŕšťúýž")
)
_TURKISH = (("çğıöşüâîû", "çğıöşü"),)
_BALTIC = (("ąčęėįšųūž", "ąčęėįšųūž"), ("āčēģīķļņšūž", "āčēģīķļņšūž"), ("äöõüšž", "äöõü"))
# The signs that make up a good third of any text of some length.
_CHINESE = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
_CHINESE += "這個們來為國說時會對過發後裡沒無没无很从谈書读"
_KOREAN = "이다는에을의가고한지은를서로하기도어사나아리자대시들그스인해일정라게만수있보주으여"

# The longer marks first: one begins as another does.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Earlier rows win where two readings fit alike.
_SINGLE = (
    ("cp1252", _WEST),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1251", (_CYRILLIC,)),
    ("koi8_u", (_CYRILLIC,)),
    ("cp866", (_CYRILLIC,)),
    ("iso8859_5", (_CYRILLIC,)),
    ("mac_cyrillic", (_CYRILLIC,)),
    ("cp1253", (_GREEK,)),
    ("iso8859_7", (_GREEK,)),
    ("cp1254", _TURKISH),
    ("cp1257", _BALTIC),
    ("cp1255", (_HEBREW,)),
    ("cp1256", (_ARABIC,)),
    ("cp874", (_THAI,)),
    ("mac_roman", _WEST),
    ("cp850", _WEST),
)
_DOUBLE = (("cp932", ""), ("euc_jp", ""), ("cp949", _KOREAN), ("gb18030", _CHINESE), ("big5hkscs", _CHINESE))
_PRINTED = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
_HARMLESS = "\u00a0§°€£«»‹›„“”‚‘’–—…·•©®™¡¿ªº№、。，．！？：；（）「」『』《》・〜ー々"
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_JOINED = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’‘·](?=[^\W\d_])")
_SHOUTED = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f](?=\w|$)")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_DECLARED = re.compile(
    rb"""(?:<meta\b[^>]{0,200}?charset\s*=|<\?xml\b[^>]{0,100}?encoding\s*=)\s*["']?([\w.:-]+)""", re.I
)
_WRITTEN = re.compile(r"(?:windows|cp|iso|koi8|x-?sjis|shift|euc|gb|big5|mac|tis|latin|ks_c)", re.I)
# What a label means in practice, after the WHATWG encoding standard.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "euc_kr": "cp949"}
_MEANT |= {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "tis-620": "cp874"}


def marked_encoding(data: bytes) -> str:
    """What a byte-order mark at the beginning says; empty where there is none. Decoding by it drops the mark."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where its zero bytes stand; empty for everything else."""
    head = data[:4096]
    zeros = [head[place::4].count(0) for place in range(4)]
    if not any(zeros) or len(head) < 8 or _is_narrow(head):
        return ""
    quarter = len(head) // 4
    named = {
        "utf-32-le": zeros[0] <= quarter // 20 and zeros[2] >= quarter * 0.9 and zeros[3] == quarter,
        "utf-32-be": zeros[3] <= quarter // 20 and zeros[1] >= quarter * 0.9 and zeros[0] >= quarter,
        "utf-16-le": zeros[0] + zeros[2] == 0,
        "utf-16-be": zeros[1] + zeros[3] == 0,
    }
    return next((name for name, fits in named.items() if fits and _is_writing(head, name)), "")


def declared_encoding(data: bytes) -> str:
    """What a page or an XML file says of itself, where that is an encoding people write in."""
    found = _DECLARED.search(data[:4096])
    label = found[1].decode("ascii") if found else ""
    if not _WRITTEN.match(label):
        return ""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return _MEANT.get(name, name)


def likely_encoding(data: bytes) -> str:
    """Empty where no candidate reads well."""
    sample = _telling(data)
    scored = [(_fit_single(sample, name, tongues), name) for name, tongues in _SINGLE]
    scored += [(_fit_double(sample, name, common), name) for name, common in _DOUBLE]
    best = max(score for score, _ in scored)
    return next(name for score, name in scored if score == best) if best >= _SURE else ""


def read_as(data: bytes, encoding: str) -> str | None:
    """The text where every byte has a meaning but for a last, cut sign; None elsewhere."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_narrow(head: bytes) -> bool:
    """ASCII with a zero byte here and there; wide text has one for each ASCII sign, or bytes that are no such sign."""
    filled = head.replace(b"\x00", b"")
    printed = len(filled) - len(filled.translate(None, _PRINTED))
    return len(head) - len(filled) < len(head) // 4 and printed > 0.95 * len(filled)


def _is_writing(head: bytes, encoding: str) -> bool:
    text = read_as(head, encoding) or ""
    written = sum(character.isalnum() or character.isspace() for character in text)
    odd = sum(unicodedata.category(character) in {"Cc", "Cn", "Co"} and not character.isspace() for character in text)
    return written > 0.6 * len(text) and odd <= len(text) // 100


def _telling(data: bytes) -> bytes:
    """The lines that hold more than ASCII, up to the size of a sample."""
    lines = [line for line in data[: 20 * _SAMPLE].split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:_SAMPLE]


def _fit_single(sample: bytes, encoding: str, tongues: tuple[tuple[str, str], ...]) -> float:
    text = read_as(sample, encoding)
    if text is None:
        return 0.0
    counts = Counter(_FOREIGN.findall(text.replace("İ", "ı")))
    judged = {sign: count for sign, count in counts.items() if sign not in _HARMLESS}
    total = sum(judged.values())
    if not total:
        return _SURE
    shouted = sum(sign.isupper() for sign in _SHOUTED.findall(text))
    misplaced = len(_JOINED.findall(text)) + shouted
    return max(_share(judged, total, *tongue) for tongue in tongues) - misplaced / total


def _share(judged: dict[str, int], total: int, alphabet: str, common: str) -> float:
    known = sum(count for sign, count in judged.items() if sign.lower() in alphabet)
    often = sum(count for sign, count in judged.items() if sign.lower() in common)
    return (known + min(known, 1.5 * often)) / (2 * total)


def _fit_double(sample: bytes, encoding: str, common: str) -> float:
    """Kana tells Japanese; the commonest signs tell Chinese and Korean from chance."""
    text = read_as(sample, encoding)
    if text is None:
        return 0.0
    foreign = [sign for sign in _FOREIGN.findall(text) if sign not in _HARMLESS]
    east = [sign for sign in foreign if _EAST.match(sign)]
    if not east:
        return 0.0
    often = sum(sign in common for sign in east) if common else 1.2 * sum(map(bool, map(_KANA.match, east)))
    return (len(east) / len(foreign) + min(1.0, 3 * often / len(east))) / 2
