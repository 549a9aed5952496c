"""What a file's bytes are read as, without a word from its sender."""

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read
from ingest.text import decode, line_of, repair

GERMAN = "Über dem Hafen lag Nebel, und die Straße war leer. „Wir müssen früher los“, sagte sie."
FRENCH = "L’été, près de la forêt, nous avons parlé de l’œuvre. Ça n’était pas très sûr, mais même après tout."
POLISH = "Stary rybak odszedł w stronę łodzi. Później wróciła cisza, a książki leżały na półce."
CZECH = "Večer se vrátil k řece a díval se na loďky, které tam stály už od léta. Nikdo nevěděl, proč."
HUNGARIAN = "A kikötő csendes volt, és a hajók még nem tértek vissza a túlsó partról. Őszintén, jó idő volt."
TURKISH = "Sabah liman sessizdi ve tekneler karşı kıyıdan dönmemişti. Işık güzeldi, çoğu şey değişmişti."
RUSSIAN = "Утром море было тихое, и лодки ещё не вернулись. Мы долго сидели на причале и говорили о книгах."
GREEK = "Το πρωί το λιμάνι ήταν ήσυχο και οι βάρκες δεν είχαν γυρίσει ακόμη από την άλλη όχθη."
JAPANESE = "朝の港は静かで、船はまだ向こう岸から戻っていなかった。私たちは桟橋に座って、本について話した。"
KOREAN = "아침의 항구는 조용했고 배들은 아직 돌아오지 않았다. 우리는 부두에 오래 앉아 책에 대해 이야기했다."
CHINESE = "早晨的港口很安静，船还没有从对岸回来。我们在码头上坐了很久，谈论冬天读过的书。"
TAIWANESE = "早晨的港口很安靜，船還沒有從對岸回來。我們在碼頭上坐了很久，談論冬天讀過的書。"
ENGLISH = "The café hadn’t opened. “So,” she said, “we wait – or not.”"

WRITTEN = [
    (ENGLISH, "cp1252"), (GERMAN, "cp1252"), (FRENCH, "cp1252"), (POLISH, "iso8859_2"), (POLISH, "cp1250"),
    (CZECH, "cp1250"), (HUNGARIAN, "iso8859_2"), (TURKISH, "cp1254"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"),
    (GREEK, "cp1253"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"),
    (KOREAN, "euc_kr"), (CHINESE, "gb18030"), (TAIWANESE, "big5"),
    *[(text, f"utf-{wide}") for text in (ENGLISH, RUSSIAN) for wide in ("16-le", "16-be", "32-le", "32-be")],
    *[(text, encoding) for text in (GERMAN, CHINESE) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")],
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_a_few_sentences_tell_their_encoding(text, encoding):
    for whole in (text, "\n\n".join([text] * 40)):
        assert decode(whole.encode(encoding), name="a.txt").text == whole


@pytest.mark.parametrize("encoding", ["koi8_r", "utf-16-be", "utf-32-le", "utf-16"])
def test_any_of_them_comes_in_as_a_note(encoding):
    (draft,) = read(Given.of(RUSSIAN.encode(encoding), name="a.txt")).drafts
    assert draft.text == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "says"),
    [("cp1251", "not valid UTF-8; read as Windows-1251"), ("utf-16-le", "read as UTF-16-LE, without a mark")],
)
def test_what_was_guessed_is_said(encoding, says):
    assert decode(RUSSIAN.encode(encoding), name="a.txt").warnings[0].startswith(says)


def test_a_page_is_read_as_it_declares():
    page = '<html><head><meta charset="iso-8859-5"></head><body><p>Лодки.</p></body></html>'
    assert decode(page.encode("iso-8859-5"), name="a.html").text == page


@pytest.mark.parametrize("label", ["utf-7", "rot13", "unicode_escape", "nothing", "utf-8"])
def test_a_false_declaration_is_not_believed(label):
    page = f'<meta charset="{label}"><p>Ein schöner Tag.</p>'
    assert "schöner" in decode(page.encode("cp1252"), name="a.html").text


def test_a_few_broken_bytes_do_not_change_the_encoding():
    decoded = decode((GERMAN * 3).encode()[:-1].replace(b"leer", b"le\xffer") + b"!", name="a.txt")
    assert decoded.text.startswith("Über dem Hafen")
    assert decoded.warnings == ("not valid UTF-8; some characters were lost",)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 200, b"\x89\x00\xfe\x00" * 300])
def test_numbers_are_not_taken_for_text(data):
    with pytest.raises(UnreadableUpload):
        read(Given.of(data, name="a.txt"))


def test_quotation_marks_and_ligatures_stay_as_written():
    assert repair("“ﬁne” ‘ＡＢＣ’ &amp; 5′") == "“ﬁne” ‘ＡＢＣ’ &amp; 5′"


def test_invisible_instructions_are_taken_out():
    assert repair("a\u200bb\u202ec\U000e0041d") == "abcd"


@pytest.mark.parametrize("place", [50, 51])
def test_one_zero_byte_makes_no_wide_text(place):
    data = bytearray(b"date,clay,water\n2024-01-02,12,7\n" * 20)
    data[place] = 0
    assert decode(bytes(data), name="a.csv").text.startswith("date,clay,water\n2024")


def test_a_line_is_repaired_and_evenly_spaced():
    assert (line_of(" It wasn‚Äôt\u00a0me,\n\tshe said. "), line_of(None)) == ("It wasn’t me, she said.", "")
