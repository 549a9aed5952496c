import numpy as np
import pytest

from curation.ai.base import Vectors
from curation.kinds import Kind
from curation.signal import DEFAULT_INTERESTS, EVERYDAY, SignalCase, Verdict, judge
from tests.curation.posts_cast import KEPT, NOISE

NEAR = np.array([1, 0], dtype=np.float32)
FAR = np.array([0, 1], dtype=np.float32)
INTERESTS: Vectors = np.array([[1, 0]], dtype=np.float32)


def verdict(
    text: str, vector: Vectors = NEAR * 0.7 + FAR * 2, kind: Kind = Kind.POST, reply_to: str = ""
) -> Verdict:
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


def test_it_keeps_the_signal_and_filters_the_noise():
    openvino = pytest.importorskip("curation.ai.openvino_minilm")
    embedder = openvino.embedder()
    interests = embedder.embed(DEFAULT_INTERESTS)
    vectors = embedder.embed([*KEPT, *NOISE])
    everyday = embedder.embed(EVERYDAY)
    judged = [
        judge(SignalCase(text, Kind.POST, v), interests, everyday=everyday)
        for text, v in zip([*KEPT, *NOISE], vectors, strict=True)
    ]
    kept, noise = judged[: len(KEPT)], judged[len(KEPT) :]
    recall = sum(one.kept for one in kept) / len(kept)
    precision = sum(one.kept for one in kept) / sum(one.kept for one in judged)
    wrong = [f"lost: {text}" for text, one in zip(KEPT, kept, strict=True) if not one.kept]
    wrong += [f"let through: {text}" for text, one in zip(NOISE, noise, strict=True) if one.kept]
    assert recall >= 0.97, f"recall {recall:.2f}, precision {precision:.2f}\n" + "\n".join(wrong)
    assert precision >= 0.9, f"recall {recall:.2f}, precision {precision:.2f}\n" + "\n".join(wrong)
