"""What hands did, and what cites a source, survives its next version."""

import pytest
from django.urls import reverse

from curation.editing import drop, move_passage
from curation.models import Chapter, Passage, Placement, Source, Transcript
from digests.models import Citation, Digest, Section, Statement
from ingest.drafts import Draft, DraftChapter, Kind, Spoken, Turn
from ingest.models import Upload
from ingest.store import store
from tests.shelf import MET_ON, put_theme

pytestmark = pytest.mark.django_db

FIRST = "The miller raised the gate at dawn, long before anybody else in the valley was awake. " * 3
SECOND = "A letter came from the city about the price of flour and of the carriage to the coast. " * 3
THIRD = "Nobody had measured the river since the spring, when the old marks were washed away. " * 3


@pytest.fixture
def upload(ada):
    return Upload.objects.create(owner=ada, name="mill.md", sha256="a" * 64, size=1)


@pytest.fixture
def later(ada):
    return Upload.objects.create(owner=ada, name="mill.md", sha256="b" * 64, size=2)


def draft(*paragraphs, **more):
    return Draft(
        **({"kind": Kind.ARTICLE, "title": "The mill", "text": "\n\n".join(p.strip() for p in paragraphs)} | more)
    )


def cite(owner, passage, quote):
    digest = Digest.objects.create(owner=owner, title="Week", period_start=MET_ON, period_end=MET_ON, writer="test")
    section = Section.objects.create(digest=digest, position=0, heading="Mills")
    statement = Statement.objects.create(section=section, position=0, text=quote, status="verified")
    return Citation.objects.create(
        statement=statement, passage=passage, source=passage.source, quote=quote, status="verified"
    )


def passage_with(words):
    return Passage.objects.get(text__contains=words)


@pytest.fixture
def stored(upload):
    store(upload, [draft(FIRST, SECOND, THIRD)])
    Passage.objects.update(vector=[0.1] * 384, vector_model="words")
    return Source.objects.get()


def test_a_reworded_passage_keeps_its_place_by_hand(ada, stored, later):
    theme = put_theme(ada)
    moved = move_passage(passage_with("letter"), theme, ada)
    store(later, [draft(FIRST, SECOND.replace("flour", "oats"), THIRD)])
    moved.refresh_from_db()
    assert "oats" in moved.text
    assert (moved.placement.theme, moved.placement.by_hand) == (theme, True)


def test_a_reworded_passage_waits_for_a_vector_and_the_others_do_not(stored, later):
    store(later, [draft(FIRST, SECOND.replace("flour", "oats"), THIRD)])
    assert "oats" in Passage.objects.without_vector().get().text


def test_a_source_with_new_words_is_judged_anew(stored, later):
    Source.objects.update(signal_reason="Close to “rivers”.")
    store(later, [draft(FIRST, SECOND)])
    assert Source.objects.get().signal_reason == ""


def test_a_paragraph_put_before_the_others_moves_them_and_no_more(stored, later):
    before = {passage.text: passage.pk for passage in Passage.objects.all()}
    store(later, [draft("It was a wet year. " * 12, FIRST, SECOND, THIRD)])
    after = {passage.text: passage.pk for passage in Passage.objects.all()}
    assert before.items() <= after.items()
    assert [p.position for p in Passage.objects.order_by("start")] == list(range(Passage.objects.count()))


def test_what_has_no_counterpart_goes(stored, later):
    store(later, [draft(FIRST, THIRD)])
    assert not Passage.objects.filter(text__contains="letter").exists()


def test_a_citation_stays_with_its_words(ada, stored, later):
    citation = cite(ada, passage_with("letter"), "A letter came from the city")
    store(later, [draft(SECOND.replace("flour", "oats"), FIRST)])
    citation.refresh_from_db()
    assert citation.quote in citation.passage.text
    assert citation.status == "verified"


def test_a_citation_whose_words_have_gone_says_so(ada, stored, later):
    citation = cite(ada, passage_with("letter"), "the price of flour")
    store(later, [draft(FIRST, SECOND.replace("flour", "oats"), THIRD)])
    citation.refresh_from_db()
    assert (citation.status, citation.statement.status) == ("unsupported", "unsupported")
    assert "changed since" in citation.statement.reason


def test_what_was_marked_by_hand_is_found_again(ada, stored, later):
    words = "long before anybody else"
    start = stored.text.find(words)
    Passage.objects.create(
        owner=ada, source=stored, position=99, start=start, end=start + len(words), text=words, by_hand=True
    )
    store(later, [draft("A new opening. " * 15, FIRST, SECOND)])
    marked, source = Passage.objects.get(by_hand=True), Source.objects.get()
    assert source.text[marked.start : marked.end] == words
    assert marked.position == source.passages.count() - 1


def test_a_corrected_title_is_taken_over_with_equal_words(stored, later):
    identified = draft(FIRST, external_id="7")
    store(later, [identified])
    counts = store(later, [draft(FIRST, external_id="7", title="The old mill", author="Odo Finch", tags=("rivers",))])
    source = Source.objects.get(title="The old mill")
    assert counts.updated == 1
    assert (source.author, source.tags) == ("Odo Finch", ["rivers"])


def test_what_a_person_set_is_not_taken_over(stored, later):
    Source.objects.update(author="Ysolde Marsh", set_by_hand=["author"])
    assert store(later, [draft(FIRST, SECOND, THIRD, author="Odo Finch")]).known == 1
    assert Source.objects.get().author == "Ysolde Marsh"


def test_what_a_draft_leaves_empty_stays(upload, later):
    store(upload, [draft(FIRST, author="Odo Finch")])
    assert store(later, [draft(FIRST)]).known == 1
    assert Source.objects.get().author == "Odo Finch"


def test_a_source_dropped_by_hand_stays_dropped(ada, stored, later):
    drop(stored, ada)
    store(later, [draft(FIRST, SECOND.replace("flour", "oats"))])
    assert Source.objects.get().standing == "filtered"


def test_a_chapter_keeps_the_name_that_a_person_gave_it(upload, later):
    text = draft(FIRST, SECOND).text
    chapters = (DraftChapter("Dawn", 0, len(FIRST)), DraftChapter("Post", len(FIRST), len(text)))
    store(upload, [draft(FIRST, SECOND, chapters=chapters)])
    Chapter.objects.filter(title="Post").update(title="The letter", named_by_hand=True)
    longer = draft(FIRST, SECOND, THIRD).text
    chapters = (*chapters[:1], DraftChapter("Post", len(FIRST), len(longer)))
    store(later, [draft(FIRST, SECOND, THIRD, chapters=chapters)])
    assert list(Chapter.objects.values_list("title", flat=True)) == ["Dawn", "The letter"]


def test_speakers_that_a_better_reader_finds_are_taken_over(upload, later):
    store(upload, [draft(FIRST, SECOND)])
    text = draft(FIRST, SECOND).text
    turns = (Turn(0, len(FIRST), "Odo", 0, 900), Turn(len(FIRST), len(text), "Ysolde", 900, 1800))
    assert store(later, [draft(FIRST, SECOND, turns=turns)]).updated == 1
    assert set(Passage.objects.values_list("speaker", flat=True)) == {"Odo", "Ysolde"}
    assert store(later, [draft(FIRST, SECOND, turns=turns)]).known == 1


def test_the_sound_of_a_transcript_is_left_as_it_is(upload, later):
    store(upload, [draft(FIRST, spoken=Spoken(raw="um the miller", stamps=((0, 0),)))])
    Transcript.objects.update(audio="memos/1.ogg")
    store(later, [draft(FIRST, spoken=Spoken(audio_url="https://pod.example/1.mp3"))])
    transcript = Transcript.objects.get()
    assert (transcript.audio, transcript.raw) == ("memos/1.ogg", "um the miller")
    assert transcript.audio_url == "https://pod.example/1.mp3"


def test_a_passage_out_of_all_themes_stays_out(ada, stored, later):
    move_passage(passage_with("river"), None, ada)
    store(later, [draft(FIRST, SECOND, THIRD.replace("spring", "autumn"))])
    assert Placement.objects.get(passage__text__contains="autumn").by_hand


def test_what_is_changed_at_the_desk_is_marked_as_set_by_hand(ada, stored, client):
    client.force_login(ada)
    address = reverse("admin:curation_source_change", args=[stored.pk])
    form = client.get(address).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    client.post(address, sent | {"author": "Ysolde Marsh", "tags": ""})
    stored.refresh_from_db()
    assert (stored.author, stored.set_by_hand) == ("Ysolde Marsh", ["author"])


def parted(source, *titles):
    """Chapters as the service finds them itself, one to each passage."""
    for position, (passage, title) in enumerate(zip(source.passages.order_by("position"), titles, strict=True)):
        found = {"start": passage.start, "end": passage.end, "by_machine": True, "named_by_hand": title == "Mine"}
        passage.chapter = Chapter.objects.create(source=source, position=position, title=title, **found)
        passage.save()


def chapters():
    return {chapter.title: [one.text[:12] for one in chapter.passages.all()] for chapter in Chapter.objects.all()}


def test_speakers_that_a_better_reader_finds_leave_the_chapters(stored, later):
    parted(stored, "Gate", "Mine", "River")
    before = set(Chapter.objects.values_list("pk", "title", "start"))
    whole = draft(FIRST, SECOND, THIRD)
    turns = (Turn(0, len(whole.text), "Odo", 0, 900),)
    assert store(later, [draft(FIRST, SECOND, THIRD, turns=turns)]).updated == 1
    assert set(Chapter.objects.values_list("pk", "title", "start")) == before
    assert chapters() == {"Gate": ["The miller r"], "Mine": ["A letter cam"], "River": ["Nobody had m"]}


def test_chapters_that_were_found_go_along_with_their_passages(stored, later):
    parted(stored, "Gate", "Mine", "River")
    store(later, [draft(THIRD.replace("Nobody", "Not one"), FIRST, SECOND.replace("flour", "oats"))])
    assert chapters()["Mine"] == ["A letter cam"]
    mine = Chapter.objects.get(title="Mine")
    assert Source.objects.get().text[mine.start :].startswith("A letter")
    ends = list(Chapter.objects.order_by("position").values_list("start", "end"))
    assert ends[0][0] == 0
    assert [end for _, end in ends] == [*(start for start, _ in ends[1:]), len(Source.objects.get().text)]


def test_what_a_person_marked_keeps_its_speaker(stored, later):
    marked = passage_with("letter")
    fields = {"source": stored, "owner": stored.owner, "by_hand": True, "speaker": "Odo", "start_ms": 70, "end_ms": 90}
    words = marked.text[:40]
    kept = Passage.objects.create(position=99, start=marked.start, end=marked.start + 40, text=words, **fields)
    store(later, [draft(THIRD, FIRST, SECOND)])
    kept.refresh_from_db()
    assert (kept.speaker, kept.start_ms, kept.end_ms) == ("Odo", 70, 90)
    assert Source.objects.get().text[kept.start : kept.end] == words


def test_documents_of_one_name_are_told_apart_by_their_words(upload, later):
    store(upload, [draft(FIRST), draft(SECOND)])
    before = set(Source.objects.values_list("pk", "text"))
    counts = store(later, [draft(THIRD), draft(FIRST), draft(SECOND)])
    assert (counts.new, counts.known, counts.updated) == (1, 2, 0)
    assert before < set(Source.objects.values_list("pk", "text"))


def test_what_a_person_set_on_a_part_is_set_on_the_whole(upload, later):
    posts = {"kind": Kind.POST, "site": "X", "title": ""}
    store(upload, [draft(FIRST, external_id="1", note="Read on.", **posts), draft(SECOND, external_id="2", **posts)])
    Source.objects.filter(text__contains="letter").update(
        author="Ysolde Marsh", note="Look up.", set_by_hand=["author"]
    )
    store(later, [draft(FIRST, SECOND, external_id="1", part_ids=("1", "2"), author="Odo Finch", **posts)])
    source = Source.objects.get()
    assert (source.author, source.set_by_hand) == ("Ysolde Marsh", ["author"])
    assert set(source.note.split("\n\n")) == {"Read on.", "Look up."}
