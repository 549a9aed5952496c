"""In: the first bytes of a file. Out: which sound format it is, if any, by its own marks and not by its name. Pure."""

from dataclasses import dataclass

_ID3 = b"ID3"
_EBML = b"\x1a\x45\xdf\xa3"
_AMR = (b"#!AMR\n", b"#!AMR-WB\n", b"#!AMR_MC1.0\n", b"#!AMR-WB_MC1.0\n")
_HEADER = 32
_STILL_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
_PLAYLISTS = (b"#EXTM3U", b"ffconcat", b"[playlist]", b"<asx", b"<smil")
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)


@dataclass(frozen=True)
class Container:
    """`demuxer` is the one FFmpeg reader that such a file is ever given to."""

    demuxer: str
    media_type: str


MP3 = Container("mp3", "audio/mpeg")
MP4 = Container("mov", "audio/mp4")
OGG = Container("ogg", "audio/ogg")
FLAC = Container("flac", "audio/flac")
WAV = Container("wav", "audio/wav")
WEBM = Container("matroska", "audio/webm")
MATROSKA = Container("matroska", "audio/x-matroska")
AMR = Container("amr", "audio/amr")
AAC = Container("aac", "audio/aac")
AIFF = Container("aiff", "audio/aiff")
CAF = Container("caf", "audio/x-caf")


def container_of(head: bytes) -> Container | None:
    """Some kilobytes are wanted: a lone mark of two bytes is only believed where a second frame follows."""
    if head.startswith(_EBML):
        return WEBM if b"webm" in head[:64] else MATROSKA
    if head.startswith(_AMR):
        return AMR
    return _lettered(head) or _raw_frames(head)


def is_playlist(head: bytes) -> bool:
    """Text that names other files to play; some decoders would open them."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(tuple(mark.lower() for mark in _PLAYLISTS))


def _lettered(head: bytes) -> Container | None:
    """Marks of letters may begin a sentence: they count where zero bytes follow, as in every such header."""
    if 0 not in head[:_HEADER]:
        return None
    if head.startswith(_ID3):
        return _tagged(head[_id3_size(head) :])
    if head[4:8] == b"ftyp":
        return None if head[8:12] in _STILL_BRANDS else MP4
    if head[:4] in {b"RIFF", b"RF64", b"BW64"} and head[8:12] == b"WAVE":
        return WAV
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return AIFF
    return {b"OggS": OGG, b"fLaC": FLAC, b"caff": CAF}.get(head[:4])


def _tagged(rest: bytes) -> Container:
    """Behind an ID3 tag a mark is enough; most often it is MP3, and the tag may be longer than what is here."""
    if rest.startswith(b"fLaC"):
        return FLAC
    return AAC if _aac_length(rest[:8]) else MP3


def _raw_frames(head: bytes) -> Container | None:
    """Formats that are nothing but frames, each with its mark and its length."""
    for container, length_of in ((AAC, _aac_length), (MP3, _mp3_length)):
        length = length_of(head[:8])
        if length and length_of(head[length : length + 8]):
            return container
    return None


def _mp3_length(frame: bytes) -> int:
    """The length of an MPEG audio frame of layer III; 0 for what is none."""
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0 or frame[1] & 0x06 != 0x02:
        return 0
    version, bitrate, rate = frame[1] >> 3 & 3, frame[2] >> 4, frame[2] >> 2 & 3
    if version == 1 or bitrate in {0, 15} or rate == 3:
        return 0
    first = version == 3
    kilobits = (_BITRATES_1 if first else _BITRATES_2)[bitrate]
    hertz = _RATES[rate] // {3: 1, 2: 2, 0: 4}[version]
    return (144_000 if first else 72_000) * kilobits // hertz + (frame[2] >> 1 & 1)


def _aac_length(frame: bytes) -> int:
    """The length of an ADTS frame; 0 for what is none."""
    if len(frame) < 7 or frame[0] != 0xFF or frame[1] & 0xF6 != 0xF0 or frame[2] >> 2 & 15 > 12:
        return 0
    length = (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5
    return length if length > 7 else 0


def _id3_size(head: bytes) -> int:
    if len(head) < 10:
        return len(head)
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return size + 10
