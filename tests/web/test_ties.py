import pytest
from django.urls import reverse

from curation.models import Likeness

pytestmark = pytest.mark.django_db


def page(reader, source):
    return reader.get(reverse("source", args=[source.pk])).content.decode()


def test_a_double_says_what_is_shown_in_its_stead(reader, shelf):
    shown = page(reader, shelf.likeness.source)
    assert "shown in its stead" in shown
    assert reverse("source", args=[shelf.source.pk]) in shown


def test_what_is_shown_lists_what_is_kept_behind_it(reader, shelf):
    assert reverse("source", args=[shelf.likeness.source_id]) in page(reader, shelf.source)


def test_the_library_lists_a_thing_once(reader, shelf):
    listed = reader.get(reverse("library")).content.decode()
    assert reverse("source", args=[shelf.source.pk]) in listed
    assert reverse("source", args=[shelf.likeness.source_id]) not in listed


def test_two_things_are_parted_with_one_button(reader, shelf):
    answer = reader.post(reverse("part-sources", args=[shelf.likeness.pk]), follow=True)
    assert "are two things from now on" in answer.content.decode()
    assert Likeness.objects.get().severed


def test_note_place_and_tags_stand_beside_the_text(reader, shelf):
    shelf.source.note, shelf.source.place, shelf.source.tags = "Ask Marlow.", "page 130", ["evals"]
    shelf.source.save()
    shown = page(reader, shelf.source)
    assert all(words in shown for words in ("Ask Marlow.", "page 130", "evals"))
