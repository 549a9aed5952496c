"""The pages on which a source asks back and cards are reviewed; all of it by plain forms."""

import pytest
from django.urls import reverse

from curation.reading.models import Attempt, Card, CardReview, Exercise, Practice, Reading, ReviewDay
from curation.reading.passes import end_first, end_second, reading_of
from tests.web.cast import SECOND, THIRD, put_card_of, put_mark_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light(monkeypatch):
    from curation.writing.extractive import ExtractiveWriter
    from tests.fakes import WordEmbedder

    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def read(shelf):
    end_first(reading_of(shelf.source))
    return shelf.source


def page_of(answer):
    return answer.content.decode()


def test_in_pass_one_it_does_not_ask(reader, shelf):
    page = page_of(reader.get(reverse("practice", args=[shelf.source.pk])))
    assert "Read it first" in page
    answer = reader.get(reverse("exercise", args=[shelf.exercise.pk]))
    assert answer.url == reverse("source", args=[shelf.source.pk])


def test_in_pass_one_nothing_is_made(reader, shelf):
    reader.post(reverse("practice", args=[shelf.source.pk]))
    assert not Practice.objects.exists()


def test_it_asks_of_a_mark_when_asked_to(reader, read):
    put_mark_of(read, SECOND)
    reader.post(reverse("practice", args=[read.pk]))
    exercise = Exercise.objects.get(key="ninety-four")
    page = page_of(reader.get(reverse("exercise", args=[exercise.pk])))
    assert "The dashboard said ____ per cent passed." in page
    assert "ninety-four" not in page


def test_the_answer_is_shown_with_its_place_once_there_is_one(reader, read, shelf):
    reader.post(reverse("exercise", args=[shelf.exercise.pk]), {"answer": "Forty-one of the hundred and twenty."})
    page = page_of(reader.get(reverse("exercise", args=[shelf.exercise.pk])))
    assert "Open the passage" in page
    assert f"#p{shelf.passage.pk}" in page


def test_an_answer_that_is_too_long_is_given_back(reader, read, shelf):
    answer = reader.post(reverse("exercise", args=[shelf.exercise.pk]), {"answer": "x" * 2001})
    assert (answer.status_code, "x" * 2001 in page_of(answer)) == (422, True)


def test_the_reader_overrules(reader, read, shelf):
    attempt = shelf.exercise.attempts.get()
    reader.post(reverse("overrule", args=[attempt.pk]), {"verdict": "right"})
    assert Attempt.objects.get().judged_by == "reader"
    assert "You said so yourself" in page_of(reader.get(reverse("exercise", args=[shelf.exercise.pk])))


def test_pass_three_ends_when_the_reader_says_so(reader, read):
    reader.post(reverse("end-practice", args=[read.pk]))
    assert Reading.objects.get().third_ended_at is not None


def test_the_page_of_a_source_asks_back_in_pass_three_only(reader, shelf):
    page = reverse("source", args=[shelf.source.pk])
    assert "It asks back" not in page_of(reader.get(page))
    end_second(reading_of(shelf.source))
    assert "It asks back" in page_of(reader.get(page))


def test_all_marks_are_ticked_and_those_that_stay_so_are_made(reader, read):
    wanted, other = put_mark_of(read, SECOND), put_mark_of(read, THIRD)
    page = page_of(reader.get(reverse("offered-cards", args=[read.pk])))
    assert page.count("checked>") == 2
    reader.post(reverse("offered-cards", args=[read.pk]), {"mark": [wanted.pk]})
    assert (wanted.cards.count(), other.cards.count()) == (1, 0)


def test_a_card_is_made_of_a_mark_by_one_click(reader, read):
    mark = put_mark_of(read, SECOND)
    reader.post(reverse("card-of-mark", args=[mark.pk]))
    assert mark.cards.get().hidden == "ninety-four"


def test_what_has_no_card_yet_cannot_be_made_into_one_silently(reader, read):
    mark = put_mark_of(read, THIRD, kind="puzzle")
    answer = reader.post(reverse("card-of-mark", args=[mark.pk]), follow=True)
    assert "not answered yet" in page_of(answer)


def test_a_card_is_rated_and_the_next_one_comes(reader, shelf):
    put_card_of(put_mark_of(shelf.source, SECOND), front="What did the dashboard say?")
    reader.post(reverse("rate-card", args=[shelf.card.pk]), {"rating": 3, "seen": 0})
    page = page_of(reader.get(reverse("review")))
    assert "Card 2 of 2" in page
    assert "What did the dashboard say?" in page


def test_the_buttons_say_when_it_comes_again(reader, shelf):
    page = page_of(reader.get(reverse("review")))
    assert all(words in page for words in ("tomorrow", "2 days", "8 days"))


def test_rated_twice_it_says_so(reader, shelf):
    for _ in range(2):
        answer = reader.post(reverse("rate-card", args=[shelf.card.pk]), {"rating": 3, "seen": 0}, follow=True)
    assert "rated meanwhile" in page_of(answer)


@pytest.mark.parametrize("rating", ["", "0", "5", "good"])
def test_what_is_no_rating_is_given_back(reader, shelf, rating):
    assert reader.post(reverse("rate-card", args=[shelf.card.pk]), {"rating": rating}).status_code == 422
    assert not CardReview.objects.exists()


def test_a_rating_is_taken_back(reader, shelf):
    reader.post(reverse("rate-card", args=[shelf.card.pk]), {"rating": 4, "seen": 0})
    answer = reader.post(reverse("undo-review"), follow=True)
    assert "Taken back" in page_of(answer)
    assert Card.objects.get().is_new


def test_five_more_are_offered_at_the_end(reader, ada, shelf):
    for number in range(6):
        card = put_card_of(put_mark_of(shelf.source, SECOND), front=f"Question {number}?")
        if number < 5:
            reader.post(reverse("rate-card", args=[card.pk]), {"rating": 3, "seen": 0})
    assert "Five more" in page_of(reader.get(reverse("review")))
    reader.post(reverse("more-cards"))
    assert ReviewDay.objects.get().more == 5
    assert "Card 6 of 7" in page_of(reader.get(reverse("review")))


def test_a_card_is_written_anew(reader, shelf):
    reader.post(reverse("card", args=[shelf.card.pk]), {"front": "How many?", "back": "Forty-one."})
    assert Card.objects.get().edited_at is not None


def test_a_card_without_a_side_is_given_back(reader, shelf):
    assert reader.post(reverse("card", args=[shelf.card.pk]), {"front": "", "back": "x"}).status_code == 422


def test_a_card_is_set_aside_taken_up_and_deleted(reader, shelf):
    for verb, there in (("suspend", "Nothing is due"), ("resume", "Card 1 of 1"), ("delete", "Nothing is due")):
        reader.post(reverse("change-card", args=[shelf.card.pk, verb]))
        assert there in page_of(reader.get(reverse("review")))


def test_a_verb_that_there_is_not_is_not_found(reader, shelf):
    assert reader.post(reverse("change-card", args=[shelf.card.pk, "eat"])).status_code == 404


def test_they_are_taken_to_anki(reader, shelf):
    answer = reader.get(reverse("anki"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert f"threepass-{shelf.card.guid}\t" in page_of(answer)


def test_nobody_takes_another_s_cards_away(client, cleo, shelf):
    client.force_login(cleo)
    assert shelf.card.guid not in page_of(client.get(reverse("anki")))


@pytest.mark.parametrize(("each", "made"), [("on", 1), ("", 0)])
def test_by_habit_each_highlight_is_a_card_as_it_is_made(reader, read, each, made):
    reader.post(reverse("card-habit"), {"each_mark": each})
    before = Card.objects.count()
    start = read.text.index(SECOND)
    told = {"quote": SECOND, "start": start, "end": start + len(SECOND), "kind": "highlight", "colour": "yellow"}
    reader.post(reverse("mark-words", args=[read.pk]), told)
    assert Card.objects.count() - before == made


def test_a_question_that_is_no_longer_asked_shows_its_verdict(reader, read, shelf):
    Exercise.objects.update(retired_at=read.created_at)
    page = page_of(reader.get(reverse("exercise", args=[shelf.exercise.pk])))
    assert "Little of it is there." in page
    assert "A question that is no longer asked" in page


def test_an_answer_that_no_database_can_keep_is_kept_without_that(reader, read, shelf):
    reader.post(reverse("exercise", args=[shelf.exercise.pk]), {"answer": "Forty\0one."})
    assert Attempt.objects.latest("pk").text == "Forty one."


@pytest.mark.parametrize("number", [str(10**20), "9" * 5000])
def test_numbers_that_no_database_has_narrow_nothing(reader, read, shelf, number):
    assert "Fill the gap" in page_of(reader.get(reverse("cards"), {"source": number}))
    assert reader.post(reverse("offered-cards", args=[read.pk]), {"mark": [number]}).status_code == 302


def test_a_card_of_many_lines_is_as_long_as_its_reader_sees_it(reader, shelf):
    back = "\r\n".join(["x" * 79] * 50)
    assert reader.post(reverse("card", args=[shelf.card.pk]), {"front": "How many?", "back": back}).status_code == 302
    assert Card.objects.get().back == "\n".join(["x" * 79] * 50)
