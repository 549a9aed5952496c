import pytest

from bench.ingest import rated, whole_way
from bench.material import File
from curation.models import Chapter, Likeness, Run, Source
from curation.tasks import embed_library

SUBJECTS = {
    "sea": "The harbour keeper counts the boats while the tide lifts every anchor rope along the harbour wall.",
    "bread": "A baker feeds the yeast with flour and folds the dough before the oven browns the crust.",
    "law": "The court heard the appeal and the judge asked counsel what the statute says of damages.",
    "stars": "A telescope gathers the light of distant galaxies and astronomers measure how far it is shifted.",
}
STEPS = {
    "receive": 1.0,
    "read_split_store": 2.0,
    "embed_and_write": 8.0,
    "chapters": 3.0,
    "sameness": 0.5,
    "judge": 0.5,
}


@pytest.fixture
def talk():
    """A long one of four subjects, as captions come."""
    said = [f"{text} That was part {part} of it." for text in SUBJECTS.values() for part in range(20)]
    paragraphs = [" ".join(said[at : at + 2]) for at in range(0, len(said), 2)]
    return File("talk.md", ("# Episode 1\n\n" + "\n\n".join(paragraphs)).encode())


@pytest.fixture
def report(db, ada, talk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return whole_way(ada, [talk, File("again.md", talk.data + b"\n")])


def test_every_step_of_the_way_is_timed(report):
    assert all(report[step] > 0 for step in STEPS)


def test_it_leaves_nothing_for_the_task_to_do(report, ada):
    made = Chapter.objects.count(), Likeness.objects.count()
    run = Run.objects.get(owner=ada, kind=Run.Kind.EMBED)
    embed_library(run.pk)
    run.refresh_from_db()
    assert run.message == "0 passages embedded, 0 sources judged."
    assert (Chapter.objects.count(), Likeness.objects.count()) == made


def test_it_tells_what_came_of_the_steps(report):
    assert report["chaptered_sources"] == Source.objects.exclude(chapters=None).distinct().count() > 0
    assert report["links"] == Likeness.objects.count() == 1
    assert report["judged_sources"] == 2


def test_one_ratio_is_of_all_steps_one_of_those_to_searchable_and_one_with_chapters():
    found = rated({**STEPS, "floor": 10.0, "floor_cpu": 10.0, "whole_cpu": 14.0}, 1_000)
    assert (found["whole"], found["ratio"], found["ratio_to_searchable"], found["cpu_ratio"]) == (12.0, 1.2, 1.1, 1.4)
    assert found["ratio_with_chapters"] == 1.5
