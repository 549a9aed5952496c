import numpy as np
import pytest

from curation.ai.base import Vectors
from curation.kinds import Kind
from curation.signal import DEFAULT_INTERESTS, EVERYDAY, SignalCase, Verdict, judge
from tests.curation import findings_cast as findings
from tests.curation import posts_cast as posts

NEAR = np.array([1, 0], dtype=np.float32)
FAR = np.array([0, 1], dtype=np.float32)
REPORT = (
    "We weighed 60 loaves from two ovens for a week. The old oven lost 11% in water, the new one 14%, and "
    "nobody tasted a difference. We kept the old oven because it is paid for."
)
INTERESTS: Vectors = np.array([[1, 0]], dtype=np.float32)


def verdict(text: str, vector: Vectors = NEAR * 0.7 + FAR * 2, kind: Kind = Kind.POST, reply_to: str = "") -> Verdict:
    return judge(SignalCase(text, kind, vector, reply_to), INTERESTS, ["evaluating language models"])


def test_it_keeps_what_is_close_and_says_to_what():
    judged = verdict("An evaluation that leaks into training is worth nothing.", NEAR)
    assert judged == Verdict(1.0, kept=True, reason="Close to “evaluating language models”.")


def test_it_filters_what_is_far_and_says_so():
    judged = verdict("The sea was warm for the time of year.", FAR)
    assert not judged.kept
    assert judged.reason == "Far from your interests: closest is “evaluating language models”, and not close."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@ada no, that is not what the paper said at all", "A reply in someone else's conversation."),
        (
            "Cook: Ready?\nMe: Always.\nCook: Then eat.\nWe laughed.",
            "A joke or a dialogue, with nothing claimed.",
        ),
        ("Giveaway! Retweet to win a keyboard for your desk.", "A promotion."),
        ("Good morning, friends of the model!", "A greeting."),
        ("So true https://example.org/a", "Too short to say something."),
    ],
)
def test_it_knows_noise_by_its_form(text, reason):
    judged = verdict(text)
    assert not judged.kept
    assert judged.reason == reason


def test_a_reply_is_known_by_its_address_too():
    assert not verdict("No, that is not what the paper said at all.", reply_to="ada").kept


def test_form_yields_to_a_text_that_is_surely_near():
    assert verdict("@ada the evaluation leaked, so compare the two models on held out questions", NEAR).kept


def test_an_interview_is_no_joke():
    turn = "I would separate the two questions, since one is about data and the other about what we reward."
    assert verdict(f"Ada: {turn}\nBen: {turn}\nAda: {turn}").kept


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.POST])
def test_what_the_reader_chose_is_kept(kind):
    assert verdict("Pasta again", FAR, kind).kept
    assert not verdict(" \n", FAR, kind).kept


def test_without_a_vector_it_keeps_and_says_why():
    judged = verdict("The sea was warm for the time of year.", np.zeros(0, dtype=np.float32))
    assert judged.kept
    assert judged.reason == "Kept unread: there is nothing to compare it by yet."


def test_it_filters_what_is_nearer_to_daily_life():
    case = SignalCase("The bread rose well in the warm kitchen.", Kind.POST, NEAR * 0.3 + FAR)
    assert judge(case, INTERESTS, ["evaluating language models"]).kept
    assert not judge(case, INTERESTS, ["evaluating language models"], everyday=FAR[None]).kept


def test_the_length_of_a_mean_vector_does_not_matter():
    assert verdict("One two three four five.", NEAR * 0.3) == verdict("One two three four five.", NEAR)


def test_a_table_is_no_dialogue():
    table = "Before and after the new rota.\nCalls a day: 40, now 31\nWait: 9 min, now 4\nLeft angry: 6, now 1"
    assert verdict(table).kept


def test_a_report_is_kept_from_further_away_and_says_so():
    daily = np.array([[0.65, 0.76]], dtype=np.float32)
    judged = judge(
        SignalCase(REPORT, Kind.POST, np.array([0.4, -0.1], dtype=np.float32)),
        INTERESTS * 0.4,
        ["evaluating language models"],
        everyday=daily,
    )
    assert judged.kept
    assert judged.reason == ("It reports something, with figures or findings; closest is “evaluating language models”.")


def test_a_report_of_daily_life_is_filtered_all_the_same():
    case = SignalCase(REPORT, Kind.POST, FAR)
    assert not judge(case, INTERESTS, ["evaluating language models"], everyday=FAR[None]).kept


def test_a_reply_that_reports_is_kept():
    assert verdict(f"@ada {REPORT}", reply_to="ada").kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Models or people: agree or disagree?", "It asks for reactions and reports nothing."),
        (
            "Humbled to share that our dream team is hiring.",
            "An announcement of success, with nothing to learn from.",
        ),
        ("The future is here and most people have no idea.", "Hype, with nothing reported."),
        ("MODELS EVERYWHERE!!! 🚀🚀 What a week to be alive!", "Loud, with nothing reported."),
    ],
)
def test_a_cry_is_noise_even_about_what_the_reader_likes(text, reason):
    judged = verdict(text, NEAR)
    assert not judged.kept
    assert judged.reason == reason


@pytest.mark.parametrize(
    ("signal", "noise", "least"),
    [
        pytest.param(posts.KEPT, posts.NOISE, (0.97, 0.9), id="short posts"),
        pytest.param(findings.KEPT, findings.NOISE, (1.0, 0.88), id="reports"),
        pytest.param(findings.HELD_OUT_KEPT, findings.HELD_OUT_NOISE, (0.87, 0.87), id="held out"),
    ],
)
def test_it_keeps_the_signal_and_filters_the_noise(signal, noise, least):
    openvino = pytest.importorskip("curation.ai.openvino_minilm")
    embedder = openvino.embedder()
    interests, everyday = embedder.embed(DEFAULT_INTERESTS), embedder.embed(EVERYDAY)
    vectors = embedder.embed([*signal, *noise])
    judged = [
        judge(SignalCase(text, Kind.POST, vector), interests, everyday=everyday).kept
        for text, vector in zip([*signal, *noise], vectors, strict=True)
    ]
    right = sum(judged[: len(signal)])
    wrong = [text for text, kept in zip([*signal, *noise], judged, strict=True) if kept == (text in noise)]
    assert right / len(signal) >= least[0], wrong
    assert right / sum(judged) >= least[1], wrong


@pytest.mark.parametrize("kind", [Kind.POST, Kind.NOTE])
def test_a_script_without_spaces_has_words_too(kind):
    told = "我们比较了三种检索方法，其中两种没有找到答案"
    assert verdict(told, NEAR * 0.4 + FAR, kind=kind).facts.cause not in {"short", "empty"}


def fed(vector: Vectors, weight: float = 1.0) -> Verdict:
    case = SignalCase(REPORT, Kind.ARTICLE, vector, followed=True)
    interests = np.eye(2, dtype=np.float32)
    return judge(case, interests, ["evaluating language models", "bread"], weights=[1.0, weight])


def test_what_a_feed_brought_is_kept_and_nobody_is_said_to_have_chosen_it():
    judged = fed(FAR)
    assert (judged.kept, judged.reason) == (True, "It came with a feed that you follow.")


def test_what_a_feed_brought_is_filtered_where_less_of_it_is_wanted():
    judged = fed(FAR, -1.0)
    assert (judged.kept, judged.reason) == (False, "Near to “bread”, of which you want less.")
