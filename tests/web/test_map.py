import pytest
from django.urls import reverse

from curation.models import Placement, Theme, ThemeEvent
from tests.readers import have_read
from tests.web.cast import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def mapped(shelf):
    Theme.objects.filter(pk=shelf.theme.pk).update(x=0.4, y=0.6)
    Placement.objects.filter(theme=shelf.theme).update(x=0.41, y=0.61)
    return shelf


def test_a_dot_opens_the_passage_in_its_source(reader, mapped):
    page = reader.get(reverse("theme-map")).content.decode()
    assert f'href="{reverse("source", args=[mapped.source.pk])}#p{mapped.passage.pk}"' in page


def test_the_list_beside_the_map_says_the_same_in_words(reader, mapped):
    page = reader.get(reverse("theme-map")).content.decode()
    legend = page.split('class="atlas__legend"')[1]
    assert mapped.theme.name in legend
    assert "2 passages of 1 source" in legend


def test_a_library_without_a_map_says_so(reader, shelf):
    assert "Nothing to draw yet" in reader.get(reverse("theme-map")).content.decode()


def test_the_timeline_lists_what_became_of_the_themes(reader, mapped):
    ThemeEvent.objects.create(theme=mapped.theme, kind=ThemeEvent.Kind.GREW, on=today(), gained=3, size=9)
    assert "Grew by 3 to 9 passages." in reader.get(reverse("timeline")).content.decode()


def test_a_source_shows_what_it_gives_to_each_theme(reader, mapped):
    page = reader.get(reverse("source", args=[have_read(mapped.source).pk])).content.decode()
    assert f"Its passages by theme, from beginning to end: {mapped.theme.name} 100 %" in page


def test_a_theme_shows_what_it_is_made_of(reader, mapped):
    page = reader.get(reverse("theme", args=[mapped.theme.pk])).content.decode()
    assert "What it is made of" in page
    assert 'aria-label="100 % of the theme"' in page
