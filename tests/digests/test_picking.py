import pytest

from curation.errors import NeedsConsent, NotFound, NothingToDo, Refused
from curation.wishes import Wish
from digests.compose import compose, write_again
from digests.editing import approve
from digests.models import Digest
from digests.picking import MOST_PICKS, pick, pick_also, unpick
from tests.digests.library import DAY, WEEK
from tests.digests.scripted_writer import ScriptedWriter, falling_back
from tests.digests.test_compose import NONSENSE
from tests.digests.test_consent import a_dear_model
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db
__all__ = ["a_dear_model"]

OLD = DAY.replace(year=DAY.year - 1)


@pytest.fixture
def judges(themes):
    return [placement.passage.source_id for placement in themes[1].placements.all()]


@pytest.fixture
def stray(ada):
    return put_passage(ada, "A ferry waits for nobody at the old pier.", source=put_source(ada, met_on=OLD)).source_id


def test_it_has_the_title_it_was_given_and_says_what_was_picked(ada, judges, writes):
    writes(ScriptedWriter())
    made = pick(ada, "  Judging,  once more ", judges)
    assert (made.title, made.picked, made.state) == ("Judging, once more", True, "draft")
    assert "You picked 2 notes" in made.lead
    assert made.sections.filter(is_lead=False).get().heading == "Judges of models"


def test_its_period_is_that_of_its_sources(ada, judges, stray):
    made = pick(ada, "Old and new", [*judges, stray])
    assert (made.period_start, made.period_end) == (OLD, DAY)


def test_each_pick_is_a_digest_of_its_own(ada, judges):
    compose(ada, *WEEK, ScriptedWriter())
    assert len({pick(ada, "Twice", judges).pk, pick(ada, "Twice", judges).pk}) == 2
    assert Digest.objects.count() == 3


def test_what_is_added_is_composed_with_the_rest(ada, judges, stray):
    made = pick(ada, "Judging", judges)
    more = pick_also(made, [stray])
    assert more == made
    assert (more.title, more.source_count, more.period_start) == ("Judging", 3, OLD)
    assert more.sections.filter(is_lead=False).count() == 2


def test_what_is_taken_out_is_composed_without(ada, judges, stray):
    made = unpick(pick(ada, "Judging", [*judges, stray]), [stray])
    assert (made.title, made.source_count, made.period_start) == ("Judging", 2, DAY)
    assert [section.heading for section in made.sections.filter(is_lead=False)] == ["Judges of models"]


def test_taken_out_twice_it_is_out(ada, judges, stray):
    made = pick(ada, "Judging", [*judges, stray])
    for _ in range(2):
        unpick(made, [stray])
    assert set(made.picks.values_list("pk", flat=True)) == set(judges)


def test_the_last_one_stays(ada, judges):
    made = pick(ada, "Judging", judges)
    with pytest.raises(Refused, match="at least one"):
        unpick(made, judges)
    assert made.picks.count() == 2


def test_of_more_than_may_be_picked_some_are_taken_out(ada, judges, stray, monkeypatch):
    made = pick(ada, "Judging", [*judges, stray])
    monkeypatch.setattr("digests.picking.MOST_PICKS", 1)
    assert unpick(made, [stray]).picks.count() == 2


def test_what_another_has_added_meanwhile_stays(ada, judges, stray):
    early = Digest.objects.get(pk=pick(ada, "Judging", judges[:1]).pk)
    pick_also(early, [stray])
    assert pick_also(early, judges[1:]).picks.count() == 3


@pytest.mark.parametrize("change", [pick_also, unpick])
def test_what_was_approved_meanwhile_stays_approved(ada, judges, change):
    early = pick(ada, "Judging", judges)
    approve(Digest.objects.get(pk=early.pk), ada)
    with pytest.raises(Refused, match="approved by hand"):
        change(early, judges[:1])
    early.refresh_from_db()
    assert (early.state, early.picks.count()) == (Digest.State.APPROVED, 2)


def test_a_dear_one_is_asked_about_before_it_loses_anything(ada, judges, a_dear_model):
    made = pick(ada, "Judging", judges, Wish(quoting=True))
    with pytest.raises(NeedsConsent):
        unpick(made, judges[:1])
    assert made.picks.count() == 2


def test_nothing_is_added_over_a_hand_s_work(ada, judges, stray):
    made = pick(ada, "Judging", judges)
    Digest.objects.update(edited_by_hand=True)
    made.refresh_from_db()
    with pytest.raises(Refused, match="by hand"):
        pick_also(made, [stray])
    assert made.picks.count() == 2


def test_nothing_is_added_to_a_period(ada, themes, stray):
    with pytest.raises(Refused, match="of a period"):
        pick_also(compose(ada, *WEEK, ScriptedWriter()), [stray])


def test_only_what_is_the_owner_s_is_picked(ada, ben):
    theirs = put_passage(ben, "A ferry waits for nobody.").source_id
    with pytest.raises(NotFound):
        pick(ada, "Theirs", [theirs])
    assert not Digest.objects.exists()


@pytest.mark.parametrize(("title", "count"), [("", 1), ("x" * 201, 1), ("Nothing", 0), ("Much", MOST_PICKS + 1)])
def test_what_makes_no_digest_is_refused(ada, title, count):
    with pytest.raises(Refused):
        pick(ada, title, range(1, count + 1))


def test_without_a_word_to_quote_nothing_is_made(ada):
    with pytest.raises(NothingToDo):
        pick(ada, "Silence", [put_source(ada).pk])
    assert not Digest.objects.exists()


def test_a_dear_one_is_asked_about_before_there_is_a_row(ada, judges, a_dear_model):
    with pytest.raises(NeedsConsent):
        pick(ada, "Judging", judges)
    assert not Digest.objects.exists()
    assert pick(ada, "Judging", judges, Wish(agreed=True)).wanted == Digest.Wanted.WHOLE


def test_what_fell_back_is_written_again_from_the_picks(ada, judges, stray, writes):
    writes(falling_back(None, NONSENSE))
    made = pick(ada, "Old and new", [*judges, stray])
    again = ScriptedWriter()
    write_again(made, again)
    assert again.asked == ["Also picked"]
    made.refresh_from_db()
    assert made.title == "Old and new"
