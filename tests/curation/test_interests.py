import pytest

from curation.ai.openvino_minilm import embedder
from curation.editing import drop
from curation.embedding import embed_passages
from curation.errors import NotFound, NothingToDo, Refused
from curation.facts import Sign
from curation.interests import (
    Wish,
    add,
    appeal,
    back_to_defaults,
    remove,
    rename,
    settle,
    unwant,
    want,
    weigh,
    wishes_of,
)
from curation.interests.trials import try_out
from curation.models import Appeal, Example, Interest, Run, Source
from curation.signal import DEFAULT_INTERESTS
from curation.standing import judge_anew, judge_sources
from curation.yardsticks import taught_by, yardstick_of
from tests.curation.tastes_cast import SUBJECTS
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silent_broker(monkeypatch):
    monkeypatch.setattr("curation.runs.send", lambda run: None)


def put_posts(owner, *texts):
    sources = [put_source(owner, text, kind="post", title="") for text in texts]
    for source in sources:
        put_passage(owner, source.text, source=source)
    embed_passages(owner, embedder())
    judge_sources(owner, embedder())
    return [Source.objects.get(pk=source.pk) for source in sources]


def anew(owner):
    try:
        return judge_anew(owner, embedder())
    except NothingToDo as error:
        return str(error)


def phrases(owner):
    return [wish.phrase for wish in wishes_of(owner)]


def test_who_has_said_nothing_has_the_defaults(ada):
    assert phrases(ada) == list(DEFAULT_INTERESTS)
    assert not Interest.objects.exists()


def test_the_first_change_makes_the_defaults_their_own(ada, ben):
    add(ada, "river ferries")
    assert phrases(ada) == [*DEFAULT_INTERESTS, "river ferries"]
    assert phrases(ben) == list(DEFAULT_INTERESTS)


def test_every_verb_has_all_judged_anew_once(ada):
    add(ada, "river ferries")
    rename(ada, "river ferries", "lake ferries")
    weigh(ada, "Lake Ferries", 2.0)
    assert phrases(ada)[0] == "lake ferries"
    remove(ada, "lake ferries")
    assert phrases(ada) == list(DEFAULT_INTERESTS)
    assert Run.objects.get().kind == Run.Kind.JUDGE


def test_what_changes_nothing_promises_nothing(ada):
    weigh(ada, DEFAULT_INTERESTS[0], 1.0)
    back_to_defaults(ada)
    assert not Run.objects.exists()


@pytest.mark.parametrize("phrase", ["", "ab", "two\nlines\x00", "x" * 121, DEFAULT_INTERESTS[0].upper()])
def test_a_phrase_that_will_not_do_is_refused(ada, phrase):
    with pytest.raises(Refused):
        add(ada, phrase)


def test_a_phrase_that_is_not_there_is_not_found(ada):
    with pytest.raises(NotFound):
        remove(ada, "river ferries")


def test_a_weight_is_one_of_five(ada):
    with pytest.raises(Refused):
        weigh(ada, DEFAULT_INTERESTS[0], 3.0)


def test_a_reworded_phrase_is_embedded_anew_and_the_others_are_not(ada):
    add(ada, "river ferries")
    put_posts(ada, SUBJECTS["bread"][0])
    before = dict(Interest.objects.values_list("phrase", "pk"))
    rename(ada, "river ferries", "lake ferries")
    assert Interest.objects.get(vector=None).pk == before["river ferries"]


def test_a_new_interest_keeps_what_was_filtered(ada):
    before = sum(post.standing == "kept" for post in put_posts(ada, *SUBJECTS["bread"]))
    add(ada, "baking bread at home")
    told = anew(ada)
    gained = Source.objects.filter(standing="kept").count() - before
    assert gained >= 4
    assert told == f"8 sources judged anew: {gained} kept that were filtered, 0 filtered that were kept."


def test_less_of_a_phrase_filters_and_says_for_which(ada):
    put_posts(ada, *SUBJECTS["pricing"], *SUBJECTS["chips"])
    add(ada, "prices, tiers and subscriptions", -1.0)
    anew(ada)
    gone = Source.objects.filter(signal_reason="Near to “prices, tiers and subscriptions”, of which you want less.")
    assert gone.count() >= 5
    assert not gone.filter(text__in=SUBJECTS["chips"]).exists()


def test_a_weightier_phrase_comes_nearer(ada):
    [post] = put_posts(ada, SUBJECTS["chips"][0])
    weigh(ada, "chips, data centres and the cost of computing", 2.0)
    anew(ada)
    assert Source.objects.get(pk=post.pk).signal >= post.signal


def test_one_drop_does_not_silence_a_subject(ada):
    posts = put_posts(ada, *SUBJECTS["coding agents"])
    kept = Source.objects.filter(standing="kept").count()
    drop(posts[0], ada)
    anew(ada)
    assert Source.objects.filter(standing="kept").count() >= kept - 2


def test_what_is_dropped_again_and_again_is_filtered_and_says_like_what(ada):
    posts = put_posts(ada, *SUBJECTS["fund-raising"], *SUBJECTS["bread"])
    for post in posts[:6]:
        drop(post, ada)
    anew(ada)
    turned = Source.objects.filter(signal_facts__cause="like_dropped")
    assert turned.count() >= 2
    assert all("which you dropped." in source.signal_reason for source in turned)


def test_what_a_hand_decided_is_not_judged_anew(ada):
    [post] = put_posts(ada, SUBJECTS["chips"][0])
    drop(post, ada)
    want(put_posts(ada, SUBJECTS["chips"][1])[0], Example.Wanted.MORE, ada)
    anew(ada)
    assert Source.objects.get(pk=post.pk).signal_reason == "Dropped by hand."


def test_more_like_something_filtered_restores_it(ada):
    [post] = put_posts(ada, SUBJECTS["football"][0])
    want(post, Example.Wanted.MORE, ada)
    post.refresh_from_db()
    assert (post.standing, post.standing_by_hand) == ("kept", True)


def test_less_like_something_leaves_the_thing_itself(ada):
    [post] = put_posts(ada, SUBJECTS["chips"][0])
    want(post, Example.Wanted.LESS, ada)
    anew(ada)
    assert Source.objects.get(pk=post.pk).standing == "kept"


def test_an_example_said_twice_is_one(ada):
    source = put_source(ada)
    want(source, Example.Wanted.LESS, ada)
    want(source, Example.Wanted.LESS, ada)
    unwant(source, ada)
    unwant(source, ada)
    assert not Example.objects.exists()
    assert Run.objects.count() == 1


def test_an_appeal_teaches_by_what_it_is_against(ada):
    [post] = put_posts(ada, SUBJECTS["football"][0])
    reason = post.signal_reason
    made = appeal(post, "I write about gardens.", ada)
    assert (made.against, made.state) == (reason, Appeal.State.OPEN)
    assert taught_by(ada).signs == [Sign.APPEALED]


def test_an_appeal_made_twice_is_one(ada):
    source = put_source(ada, standing="filtered", signal_reason="A greeting.")
    assert appeal(source, "", ada) == appeal(source, "again", ada)


def test_a_stranger_cannot_appeal(ada, cleo):
    with pytest.raises(NotFound):
        appeal(put_source(ada, standing="filtered"), "", cleo)


def test_a_declined_appeal_stays_kept_and_is_no_example(ada, ben):
    source = put_source(ben, standing="filtered", signal_reason="A greeting.")
    settled = settle(appeal(source, "", ben), False, ada)
    source.refresh_from_db()
    assert (settled.state, settled.settled_by, source.standing) == (Appeal.State.DECLINED, ada, "kept")
    assert not Example.objects.exists()


def test_an_upheld_appeal_teaches_on(ada, ben):
    source = put_source(ben, standing="filtered", signal_reason="A greeting.")
    made = appeal(source, "", ben)
    settle(made, False, ada)
    settle(made, True, ada)
    assert Example.objects.get().wanted == "more"


def test_a_stranger_cannot_settle(ada, cleo):
    made = appeal(put_source(ada, standing="filtered"), "", ada)
    with pytest.raises(NotFound):
        settle(made, True, cleo)


def test_a_trial_writes_nothing(ada):
    put_posts(ada, *SUBJECTS["bread"])
    before = list(Source.objects.order_by("pk").values_list("standing", "signal_facts"))
    trial = try_out(ada, [*wishes_of(ada), Wish("baking bread at home")], embedder())
    assert len(trial.kept) >= 4
    assert list(Source.objects.order_by("pk").values_list("standing", "signal_facts")) == before
    assert not Interest.objects.exists()


def test_what_one_wants_more_of_is_not_filtered_itself(ada):
    put_posts(ada, *SUBJECTS["pricing"])
    less = Wish("prices, tiers and subscriptions", -1.0)
    post = try_out(ada, [*wishes_of(ada), less], embedder()).filtered[0].source
    want(post, Example.Wanted.MORE, ada)
    add(ada, less.phrase, less.weight)
    anew(ada)
    assert Source.objects.get(pk=post.pk).standing == "kept"


def test_who_drops_what_they_wanted_more_of_has_changed_their_mind(ada):
    [post] = put_posts(ada, SUBJECTS["football"][0])
    want(post, Example.Wanted.MORE, ada)
    drop(post, ada)
    assert taught_by(ada).signs == [Sign.DROPPED]


def test_an_upheld_appeal_leaves_what_its_reader_said_since(ada, ben):
    source = put_source(ben, standing="filtered", signal_reason="A greeting.")
    made = appeal(source, "", ben)
    want(source, Example.Wanted.LESS, ben)
    settle(made, True, ada)
    assert Example.objects.get().wanted == "less"


def test_an_upheld_appeal_does_not_name_an_example_that_its_reader_took_back(ada, ben):
    source = put_source(ben, standing="filtered", signal_reason="A greeting.")
    made = appeal(source, "", ben)
    unwant(source, ben)
    settle(made, True, ada)
    assert not Example.objects.exists()


def test_interests_that_change_while_they_are_read_do_no_harm(ada, monkeypatch):
    add(ada, "river ferries")
    wished = wishes_of(ada)
    monkeypatch.setattr("curation.yardsticks.wishes_of", lambda owner: wished)
    remove(ada, "river ferries")
    assert yardstick_of(ada, embedder()).interests.shape == (len(wished), 384)


@pytest.mark.parametrize("phrase", ["👩\u200d💻 and their work", "هوش\u200cمصنوعی", "כלי קוד פתוח"])
def test_a_phrase_may_be_in_any_script(ada, phrase):
    assert add(ada, phrase)[-1].phrase == phrase


@pytest.mark.parametrize("phrase", ["\u200d\u200d\u200d\u200d", "turned \u202e round"])
def test_a_phrase_of_nothing_but_signs_is_refused(ada, phrase):
    with pytest.raises(Refused):
        add(ada, phrase)


def test_a_reason_has_room_for_a_long_title(ada):
    posts = put_posts(ada, *SUBJECTS["fund-raising"])
    Source.objects.update(title="Round " * 80)
    for post in posts[:6]:
        drop(post, ada)
    anew(ada)
    turned = Source.objects.filter(signal_facts__cause="like_dropped")
    assert turned
    assert all(source.signal_reason.endswith("…”, which you dropped.") for source in turned)
