import pytest

from curation.errors import Refused
from digests.looks import known_look, look_alone, look_from_template, look_of, looks_of, make_look, remove_look
from digests.models import DeckLook
from digests.outline.colours import DRAWN_CONTRAST, TEXT_CONTRAST, apart, closest, contrast, mixed
from digests.outline.faces import FACES
from digests.outline.looks import LOOKS, PAPER
from digests.outline.own import derived
from tests.digests.own_templates import template

EVERY = pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
OWN = {"paper": "FFF4E6", "ink": "201510", "accent": "8A2F12"}


def test_contrast_is_what_the_standard_says():
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert mixed("000000", "FFFFFF", 0.5) == "808080"
    assert apart("123456", "123456") == 0


@EVERY
def test_text_can_be_read_on_paper_and_on_what_is_raised(look):
    pairs = [(one, ground) for one in (look.ink, look.muted, look.accent) for ground in (look.paper, look.raised)]
    assert min(contrast(*pair) for pair in pairs) >= TEXT_CONTRAST


@EVERY
def test_the_colours_of_charts_stand_out_and_apart(look):
    assert min(contrast(one, look.paper) for one in look.series) >= DRAWN_CONTRAST
    assert closest(look.series) >= 0.08
    assert look.series[0] == look.accent


def test_there_are_light_and_dark_looks_in_several_pairs_of_faces():
    looks = LOOKS.values()
    dark = [look.dark for look in looks]
    assert dark.count(True) >= 3
    assert dark.count(False) >= 3
    assert len({(look.heading.office, look.body.office) for look in LOOKS.values()}) >= 4
    assert all(
        look.dark == (contrast(look.paper, "FFFFFF") > contrast(look.paper, "000000")) for look in LOOKS.values()
    )


@pytest.mark.parametrize("paper", ["FFFFFF", "000000", "FFFF00", "102030", "FBF9F4"])
def test_what_was_not_said_is_derived_so_that_it_can_be_read(paper):
    ink = max(("000000", "FFFFFF"), key=lambda one: contrast(one, paper))
    look = derived("own-1", "Mine", paper=paper, ink=ink, accent=ink)
    assert min(contrast(look.muted, ground) for ground in (look.paper, look.raised)) >= TEXT_CONTRAST
    assert min(contrast(one, paper) for one in look.series) >= DRAWN_CONTRAST
    assert look.dark == (ink == "FFFFFF")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ink": "BBBBBB"}, "The ink has a contrast of"),
        ({"accent": "FFE0C0"}, "The accent has a contrast of"),
        ({"paper": "snow"}, "“snow” is no colour for the paper"),
        ({"heading": "Papyrus"}, "“Papyrus” is no face"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(said, words):
    with pytest.raises(Refused, match=words):
        derived("own-1", "Mine", **(OWN | said))


def test_a_look_of_her_own_is_ada_s_alone(ada, ben):
    made = make_look(ada, "Kitchen", **OWN)
    name = f"own-{made.pk}"
    look, nothing = look_of(ada, name)
    assert (look.name, look.label, look.accent, nothing) == (name, "Kitchen", "8A2F12", b"")
    assert look_of(ben, name) == (PAPER, b"")
    assert name in {one.name for one in looks_of(ada)} - {one.name for one in looks_of(ben)}


def test_a_stored_look_is_the_look_that_was_made(ada):
    made = make_look(ada, "Kitchen", **OWN, heading="Cambria", body="calibri")
    look, _ = look_of(ada, f"own-{made.pk}")
    assert look.heading == FACES["cambria"]
    assert look.body == FACES["calibri"]


def test_two_looks_of_one_name_are_refused(ada):
    make_look(ada, "Kitchen", **OWN)
    for name in ("kitchen ", "Paper", " "):
        with pytest.raises(Refused):
            make_look(ada, name, **OWN)


def test_a_look_that_is_gone_gives_the_usual_one(ada, ben):
    made = make_look(ada, "Kitchen", **OWN)
    with pytest.raises(Refused):
        remove_look(ben, made.pk)
    remove_look(ada, made.pk)
    assert look_of(ada, f"own-{made.pk}") == (PAPER, b"")
    assert not DeckLook.objects.exists()


def test_signs_that_no_document_may_hold_leave_a_look_s_name(ada):
    assert make_look(ada, "Kit\x0bch\ufffeen", **OWN).name == "Kitchen"


def test_no_page_reads_a_template(ada, django_assert_num_queries):
    made = look_from_template(ada, "House", template())
    with django_assert_num_queries(1) as asked:
        assert look_alone(ada, f"own-{made.pk}").label == "House"
    assert '"template"' not in asked.captured_queries[0]["sql"]


def test_only_a_look_that_is_there_may_be_asked_for(ada):
    assert known_look(ada, "night") == "night"
    with pytest.raises(Refused):
        known_look(ada, "own-77")


def test_a_look_from_a_template_keeps_the_template(ada):
    made = look_from_template(ada, "House", template())
    look, kept = look_of(ada, f"own-{made.pk}")
    assert kept.startswith(b"PK")
    assert look.heading.office == "Futura"
