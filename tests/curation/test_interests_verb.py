import json

import pytest
from django.core.management import call_command

from curation.models import Example, Interest
from curation.signal import DEFAULT_INTERESTS
from tests.fakes import WordEmbedder
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light(monkeypatch):
    embedder = WordEmbedder()
    monkeypatch.setattr("curation.embedding.get_embedder", lambda: embedder)
    monkeypatch.setattr("curation.runs.send", lambda run: None)


@pytest.fixture
def say(ada, capsys):
    def say(*words):
        capsys.readouterr()
        call_command("interests", *words, "--owner", "ada")
        return capsys.readouterr().out

    return say


def test_it_lists_phrases_with_their_weights(say):
    assert say().splitlines()[0] == f"as it is      {DEFAULT_INTERESTS[0]}"


def test_phrases_are_added_weighed_renamed_and_removed(say):
    say("add", "river ferries", "--weight", "much-more")
    say("rename", "river ferries", "--into", "lake ferries")
    assert say("weigh", "lake ferries", "--weight", "less-of-this").splitlines()[-1] == "less of this  lake ferries"
    say("remove", "lake ferries")
    say("defaults")
    assert not Interest.objects.exists()


def test_a_trial_is_told(say):
    assert "Would be kept: 0" in say("try", "river ferries")


def test_examples_and_appeals_are_named_by_id(say, ada):
    source = put_source(ada, standing="filtered", signal_reason="A greeting.")
    assert say("appeal", str(source.pk)) == f"Source {source.pk}: appeal open, against: A greeting.\n"
    say("none", str(source.pk))
    say("less", str(source.pk))
    assert Example.objects.get().wanted == "less"


def test_what_was_learned_is_told(say):
    assert f"0 kept     0 filtered  {DEFAULT_INTERESTS[0]}" in say("learned")


def test_a_source_that_is_none_is_one_line_for_programs(ada, capsys):
    with pytest.raises(SystemExit):
        call_command("interests", "more", "x", "--owner", "ada", "--json")
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "refused"
