"""Ten thousand spoilt files over all formats: each is read or refused in a sentence, and none holds us up."""

import random
import signal
from contextlib import contextmanager

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import FORMATS, read
from ingest.split import split
from tests.ingest import specimens
from tests.ingest.zips import files

CASES = 10_000
SECONDS = 60
# A PDF is read in a process of its own, which costs more than all the others together.
DEAR = {"paper.pdf": 60}
WHOLE = specimens.whole()
CHEAP = -(-(CASES - sum(DEAR[name] for name in DEAR.keys() & WHOLE.keys())) // len(WHOLE.keys() - DEAR.keys()))


class HeldUp(Exception):
    """Raised into a reader that does not come back."""


@contextmanager
def patience():
    """A guard against what never ends, not a measure of speed."""

    def give_up(*_):
        raise HeldUp

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def cut(data, chance):
    return data[: chance.randrange(len(data) + 1)]


def shuffled(data, chance):
    separator = chance.choice([b"\n", b",", b"<", b" "])
    parts = data.split(separator)
    chance.shuffle(parts)
    return separator.join(parts)


def spoilt(data, chance):
    mutable = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(mutable) + 1)
        mutable[place : place + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
    return bytes(mutable)


def repeated(data, chance):
    start = chance.randrange(len(data) + 1)
    end = chance.randrange(start, min(len(data), start + 200) + 1)
    return data[:end] + data[start:end] * chance.randrange(2, 40) + data[end:]


def swapped(data, chance):
    """A value of another kind where a text or number was hoped for."""
    wrong = chance.choice(
        [b"null", b"[]", b"{}", b"-1", b"1e999", b'"\\ud800"', b"true", b"\x00", b"99999999999999999999"]
    )
    marks = [place for place, byte in enumerate(data) if byte in b'":,0123456789']
    if not marks:
        return data
    start = chance.choice(marks)
    return data[:start] + wrong + data[start + chance.randrange(1, 12) :]


DAMAGE = [cut, shuffled, spoilt, repeated, swapped]


def harmed(name, chance):
    """The specimen, damaged as a whole, or inside where it is an archive."""
    members = specimens.ZIPS.get(name)
    if members and chance.random() < 0.7:
        victim = chance.choice(sorted(members))
        return files(members | {victim: chance.choice(DAMAGE)(members[victim], chance)})
    return chance.choice(DAMAGE)(WHOLE[name], chance)


def outcome(data, name):
    """What is wrong with how it was met; nothing where all is well."""
    try:
        with patience():
            drafts = read(Given.of(data, name=name)).drafts
            cuts = [split(draft) for draft in drafts]
    except UnreadableUpload as refusal:
        return "" if str(refusal).endswith(".") and len(str(refusal)) < 400 else f"refused as {refusal}"
    except HeldUp:
        return "held up"
    empty = not drafts or any(not draft.text.strip() for draft in drafts) or not all(cuts)
    return "nothing in it, and nothing said" if empty else wrong_spans(drafts)


def wrong_spans(drafts):
    for draft in drafts:
        spans = [(one.start, one.end) for one in (*draft.turns, *draft.chapters)]
        if not all(0 <= start < end <= len(draft.text) for start, end in spans):
            return f"a span outside the text: {spans}"
    return ""


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(name):
    for seed in range(DEAR.get(name, CHEAP)):
        chance = random.Random(f"{name} {seed}")
        data = harmed(name, chance)
        wrong = outcome(data, name)
        assert not wrong, f"{name}, seed {seed}: {wrong}: {data[:300]!r}"


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_whole_specimen_is_read(name):
    assert outcome(WHOLE[name], name) == ""
    assert read(Given.of(WHOLE[name], name=name)).drafts


def test_every_reader_has_a_specimen():
    from importlib import import_module

    taken = set()
    for name, data in WHOLE.items():
        given = Given.of(data, name=name)
        modules = (format_.module for format_ in FORMATS)
        taken.add(next(one for one in modules if import_module(f"ingest.readers.{one}").recognises(given)))
    assert taken == {format_.module for format_ in FORMATS}


@pytest.mark.parametrize("size", [0, 1, 7, 400])
def test_any_bytes_are_read_or_refused(size):
    for seed in range(100):
        chance = random.Random(f"{size} {seed}")
        name = chance.choice(["a.txt", "a.md", "a.json", "a.srt", "a.html", "a.zip", "a.pdf", "a.csv", "a"])
        assert outcome(chance.randbytes(size), name) == "", name
