"""A choice among many says what Django's own would say."""

import pytest
from django import forms
from pytest_django.asserts import assertHTMLEqual

from curation.models import Theme
from curation.selects import ManyChoices
from tests.shelf import put_theme

CHOICES = [("", "Every theme"), (1, "Small teams"), ("two", '<b>Night</b> & "day"'), ("it's", "It's")]
VALUES = ["", None, 1, "1", "two", "it's", "elsewhere", ["two"]]


def both(value, attrs=None, own=None, choices=CHOICES):
    """As it is written here and by Django."""
    widgets = (ManyChoices(own, choices=choices), forms.Select(own, choices=choices))
    return [str(widget.render("theme", value, attrs)) for widget in widgets]


@pytest.mark.parametrize("value", VALUES)
def test_it_is_a_select_with_the_same_choice_taken(value):
    assertHTMLEqual(*both(value))


def test_it_has_the_attributes_of_the_widget_and_of_the_field():
    written, django = both("", {"id": "id_theme", "disabled": True, "hidden": False}, {"class": "wide", "title": '"'})
    assertHTMLEqual(written, django)
    assert 'class="wide"' in written


def test_a_choice_of_nothing_is_empty():
    assertHTMLEqual(*both(None, choices=[(None, "None yet"), (1, "One")]))


def test_markup_in_a_name_is_shown_and_not_run():
    assert "<b>" not in both("")[0]


@pytest.mark.django_db
def test_a_theme_is_chosen_with_one_question_to_the_database(ada, django_assert_num_queries):
    themes = [put_theme(ada, f"Theme {number}") for number in range(5)]
    rows = Theme.objects.order_by("pk")
    forms_ = [
        type("Move", (forms.Form,), {"theme": forms.ModelChoiceField(rows, widget=widget)})(
            initial={"theme": themes[2].pk}
        )
        for widget in (ManyChoices, forms.Select)
    ]
    with django_assert_num_queries(1):
        written = str(forms_[0]["theme"])
    assertHTMLEqual(written, str(forms_[1]["theme"]))


@pytest.mark.django_db
def test_what_is_sent_back_is_the_theme(ada):
    theme = put_theme(ada)
    field = forms.ModelChoiceField(Theme.objects.all(), widget=ManyChoices)
    assert field.clean(str(theme.pk)) == theme
