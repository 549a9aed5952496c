"""A library to be asked for its pages: made text in sentences, posts, articles and episodes of 25,000 words.

One owner has all of it, with themes, six weeks of digests, readings, marks, cards and an explanation of what is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from bench.made_library import PASSAGES_STRAY, Made, about, made
from curation.ai.base import Vectors
from curation.models import Chapter, Passage, Placement, Source, Theme, Transcript
from curation.reading.models import Card, Explanation, Mark, Question, Reading, Thread, fingerprint
from curation.search.large import index_library, wants_index
from digests.models import Citation, Digest, Section, Statement
from digests.periods import latest_week
from ingest.models import Upload

THEMES, WEEKS, SECTIONS, STATEMENTS = 150, 6, 15, 100
READ, MARKED, MARKS, CARDS = 600, 40, 25, 300
WORDS, AT_ONCE = 4_000, 2_000
# A kind, its share of the passages, and how many of them one source has; an episode's are 25,000 words.
MIX = (("episode", 0.45, 600), ("article", 0.4, 40), ("post", 0.15, 3))
NAMES = ("Marlow Quill", "Philippa Drummond-Hay")
_SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "wo", "da", "fe", "gi", "ho", "ju", "ka"]


@dataclass(frozen=True)
class Filled:
    """Ids of what is asked for."""

    long: list[int]
    short: list[int]
    themes: list[int]
    digests: list[int]
    words: list[str]


def fill(owner: User, passages: int) -> None:
    random = np.random.default_rng(0)
    sources = _sources(owner, passages, random)
    themes = Theme.objects.bulk_create(Theme(owner=owner, name=_title(random)) for _ in range(THEMES))
    _place(sources, themes, random)
    Upload.objects.create(owner=owner, name="made.txt", sha256="0" * 64, size=1, status=Upload.Status.INGESTED)
    for week in range(WEEKS):
        _digest(owner, themes, week, random)
    read = [*_few("episode", MARKED // 2), *_few("article", MARKED // 2), *_few("post", READ - MARKED)]
    _read(owner, read)
    for number, source in enumerate(read[:MARKED]):
        _mark(owner, source, random)
        if number % 2:
            _explain(owner, source)
    _cards(owner)
    if wants_index(owner):
        index_library(owner)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def filled(owner: User) -> Filled:
    """What a library of `fill` has to be asked for."""
    read = Source.objects.filter(owner=owner, reading__isnull=False, marks__isnull=False).distinct()
    digests = Digest.objects.filter(owner=owner).values_list("pk", flat=True)
    themes = Theme.objects.filter(owner=owner, placements__isnull=False).distinct().order_by("pk")
    return Filled(
        long=list(read.filter(kind="episode").values_list("pk", flat=True)[:10]),
        short=list(read.filter(kind="article").values_list("pk", flat=True)[:10]),
        themes=list(themes.values_list("pk", flat=True)[:10]),
        digests=list(digests),
        words=_words()[40:400:12],
    )


def _sources(owner: User, passages: int, random: np.random.Generator) -> list[int]:
    made = []
    for kind, share, size in MIX:
        for number in range(max(1, round(passages * share / size))):
            made.append(_source(owner, kind, number, size, random))
    return made


def _source(owner: User, kind: str, number: int, size: int, random: np.random.Generator) -> int:
    texts = _passages(size, random)
    source = Source.objects.create(
        owner=owner,
        kind=kind,
        title="" if kind == "post" else _title(random),
        author=NAMES[number % 2],
        identity=f"made:{kind}:{number}",
        text="\n\n".join(texts),
        met_on=timezone.localdate() - timedelta(number % 300),
        standing="filtered" if number % 10 == 9 else "kept",
        compared=True,
        parted=True,
    )
    chapters = _chapters(source, size) if size > MIX[-1][2] else []
    _put_passages(source, texts, chapters, random)
    if kind == "episode":
        Transcript.objects.create(source=source, audio="made.mp3", audio_type="audio/mpeg", stamps=_stamps(source.text))
    return source.pk


def _chapters(source: Source, size: int) -> list[Chapter]:
    count = min(12, size // 10)
    step = len(source.text) // count
    return Chapter.objects.bulk_create(
        Chapter(source=source, position=n, title=f"Part {n + 1}", start=n * step, end=(n + 1) * step)
        for n in range(count)
    )


def _put_passages(
    source: Source, texts: Sequence[str], chapters: Sequence[Chapter], random: np.random.Generator
) -> None:
    vectors = _vectors(len(texts), random)
    spoken, start, rows = source.kind == "episode", 0, []
    for position, (text, vector) in enumerate(zip(texts, vectors, strict=True)):
        rows.append(
            Passage(
                owner_id=source.owner_id,
                source=source,
                chapter=chapters[position * len(chapters) // len(texts)] if chapters else None,
                position=position,
                start=start,
                end=start + len(text),
                text=text,
                speaker=NAMES[position // 2 % 2] if spoken else "",
                start_ms=start * 60 if spoken else None,
                vector=vector,
                vector_model="made",
            )
        )
        start += len(text) + 2
    Passage.objects.bulk_create(rows, batch_size=AT_ONCE)


def _vectors(count: int, random: np.random.Generator) -> Vectors:
    """In clusters, as those of real texts lie: what five passages after each other speak of stays the same."""
    library = _made()
    themes = np.repeat(random.integers(0, len(library.themes), count // 5 + 1), 5)[:count]
    return about(library, library.themes[themes], PASSAGES_STRAY, random)


@cache
def _made() -> Made:
    return made()


def _stamps(text: str) -> list[list[int]]:
    """A time for about every line of captions."""
    return [[offset, offset * 60] for offset in range(0, len(text), 45)]


def _place(sources: Sequence[int], themes: Sequence[Theme], random: np.random.Generator) -> None:
    """Two thirds of all passages, by Zipf's law."""
    ids = Passage.objects.filter(source__in=sources, source__standing="kept").values_list("pk", flat=True)
    chances = 1 / (np.arange(THEMES) + 5.0)
    picked = random.choice(THEMES, len(ids), p=chances / chances.sum())
    rows = (
        Placement(passage_id=passage, theme=themes[theme])
        for number, (passage, theme) in enumerate(zip(ids, picked, strict=True))
        if number % 3
    )
    Placement.objects.bulk_create(rows, batch_size=AT_ONCE)


def _digest(owner: User, themes: Sequence[Theme], week: int, random: np.random.Generator) -> None:
    end = latest_week(owner)[1] - timedelta(weeks=week)
    digest = Digest.objects.create(
        owner=owner,
        title=_title(random),
        period_start=end - timedelta(days=6),
        period_end=end,
        writer="extractive",
        lead="You met it.",
    )
    roles = [*["statement"] * 5, "quotation", "question"]
    for position in range(SECTIONS):
        theme = themes[(position + week) % THEMES]
        section = Section.objects.create(digest=digest, theme=theme, position=position, heading=theme.name)
        cited = Passage.objects.filter(placement__theme=theme).order_by("pk")[: 2 * len(roles)]
        count = STATEMENTS * (position + 1) // SECTIONS - STATEMENTS * position // SECTIONS
        for number, role in enumerate(roles[:count]):
            _statement(section, role, number, cited[2 * number : 2 * number + 2])


def _statement(section: Section, role: str, position: int, cited: Iterable[Passage]) -> None:
    cited = list(cited)
    text = _first_sentence(cited[0].text)
    statement = Statement.objects.create(section=section, role=role, position=position, text=text, status="verified")
    Citation.objects.bulk_create(
        Citation(
            statement=statement,
            passage=one,
            source_id=one.source_id,
            quote=_first_sentence(one.text),
            status="verified",
        )
        for one in cited
    )


def _few(kind: str, count: int) -> list[Source]:
    return list(Source.objects.filter(standing="kept", kind=kind).order_by("-met_on", "pk")[:count])


def _read(owner: User, sources: Sequence[Source]) -> None:
    now = timezone.now()
    Reading.objects.bulk_create(
        Reading(
            owner=owner,
            source=source,
            furthest=len(source.text) // 2,
            first_ended_at=now if number % 2 else None,
            first_ended=Reading.Ended.BY_READER if number % 2 else "",
        )
        for number, source in enumerate(sources)
    )


def _mark(owner: User, source: Source, random: np.random.Generator) -> None:
    told = {"owner": owner, "source": source, "text_hash": fingerprint(source.text)}
    starts = source.passages.order_by("?").values_list("start", "text")[:MARKS]
    Mark.objects.bulk_create(
        Mark(
            **told,
            quote=(quote := _first_sentence(text)),
            prefix=source.text[max(0, start - 64) : start],
            suffix=source.text[start + len(quote) : start + len(quote) + 64],
            start=start,
            end=start + len(quote),
            kind="puzzle" if number % 8 == 7 else "highlight",
            token=UUID(bytes=random.bytes(16)),
        )
        for number, (start, text) in enumerate(starts)
    )


def _explain(owner: User, source: Source) -> None:
    rows = list(source.passages.order_by("position")[:40])
    kept = [_kept(passage) for passage in rows]
    chapters = [{"title": f"Part {n + 1}", "statements": kept[n : n + 2]} for n in range(min(12, len(rows) // 3))]
    terms = [{"term": one["text"].split()[0], "statement": one} for one in kept[:8]]
    content = {"gist": kept[:5], "points": kept[5:12], "chapters": chapters, "terms": terms, "questions": kept[:3]}
    told = {"owner": owner, "source": source, "writer": "extractive"}
    Explanation.objects.create(
        **told, content=content, text_hash=fingerprint(source.text), asked_at=timezone.now(), made_at=timezone.now()
    )
    thread = Thread.objects.create(owner=owner, source=source, title="What is it?")
    fields = {"text": "What is it?", "offered": [rows[0].pk], "answer": kept[:3], "answered_at": timezone.now()}
    Question.objects.create(owner=owner, source=source, thread=thread, writer="extractive", **fields)


def _kept(passage: Passage) -> dict[str, Any]:
    quote = _first_sentence(passage.text)
    cited = {"passage_id": passage.pk, "source_id": passage.source_id, "quote": quote, "status": "verified"}
    return {"text": quote, "status": "verified", "citations": [cited | {"start": 0, "end": len(quote)}]}


def _cards(owner: User) -> None:
    marks = Mark.objects.filter(owner=owner, kind="highlight").order_by("pk")[:CARDS]
    now = timezone.now()
    Card.objects.bulk_create(
        Card(
            owner=owner,
            source_id=one.source_id,
            mark=one,
            origin="highlight",
            front=one.quote,
            back=one.quote,
            quote=one.quote,
            guid=f"{one.pk:032x}",
            due_at=now - timedelta(days=number % 20),
            **({"reviewed_at": now - timedelta(days=30), "stability": 5.0, "difficulty": 5.0} if number % 3 else {}),
        )
        for number, one in enumerate(marks)
    )


def _passages(count: int, random: np.random.Generator) -> list[str]:
    """Of two to five sentences each, some 42 words."""
    return [" ".join(_sentences(int(random.integers(2, 6)), random)) for _ in range(count)]


def _sentences(count: int, random: np.random.Generator) -> Iterator[str]:
    words = _words()
    for length in random.integers(6, 19, count):
        # By Zipf's law: the logarithm of a rank is as likely as any other.
        ranks = np.exp(random.random(length) * np.log(len(words))).astype(int) - 1
        told = " ".join(words[rank] for rank in ranks)
        yield f"{told.capitalize()}."


def _title(random: np.random.Generator) -> str:
    return next(_sentences(1, random)).rstrip(".")[:60]


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


@cache
def _words() -> list[str]:
    return [_word(number) for number in range(WORDS)]


def _word(number: int) -> str:
    """Of three syllables, another for each number."""
    told = ""
    for _ in range(3):
        number, syllable = divmod(number, len(_SYLLABLES))
        told += _SYLLABLES[syllable]
    return told
