import pytest
from django.urls import reverse

from curation.models import Interest, ProfileChange
from curation.profile import NOTHING_TOLD, profile_of
from curation.profile.changing import keep, propose

pytestmark = pytest.mark.django_db


def sent(version=0, **fields):
    return {"does": "", "knows": "", "after": "", "told": "", "level": "", "version": version} | fields


def page(reader, name, *args, **query):
    return reader.get(reverse(name, args=args), query).content.decode()


def test_a_change_is_shown_before_it_is_kept(reader, ada):
    answer = reader.post(reverse("profile"), sent(does="I run a ferry."))
    change = ProfileChange.objects.get()
    assert answer.url == reverse("profile-change", args=[change.pk])
    assert profile_of(ada) == NOTHING_TOLD
    assert "<ins>I run a ferry.</ins>" in page(reader, "profile-change", change.pk)


def test_words_that_go_are_struck(reader, ada):
    keep(propose(ada, {"does": "I run a ferry."}))
    change = propose(ada, {"does": "I run two ferries."})
    shown = page(reader, "profile-change", change.pk)
    assert "I run <del>a ferry.</del><ins>two ferries.</ins>" in shown


def test_what_is_kept_is_the_profile(reader, ada):
    change = propose(ada, {"does": "I run a ferry."})
    reader.post(reverse("keep-profile", args=[change.pk]))
    assert profile_of(ada).does == "I run a ferry."
    assert "I run a ferry." in page(reader, "profile")


def test_who_goes_back_finds_their_words(reader, ada):
    change = propose(ada, {"does": "I run a ferry."})
    assert "I run a ferry." in page(reader, "profile", change=change.pk)
    assert "I run a ferry." not in page(reader, "profile")


def test_who_goes_back_takes_nothing_away_that_was_kept_meanwhile(reader, ada):
    change = propose(ada, {"does": "I run a ferry."})
    keep(propose(ada, {"after": "Quieter engines."}))
    form = reader.get(reverse("profile"), {"change": change.pk}).context["form"]
    reader.post(reverse("profile"), form.initial | {"told": "Briefly."})
    after = ProfileChange.objects.filter(kept_at=None).latest("pk").after
    assert (after["does"], after["after"], after["told"]) == ("I run a ferry.", "Quieter engines.", "Briefly.")


def test_a_change_that_comes_too_late_is_shown_anew(reader, ada):
    late = propose(ada, {"does": "I run a ferry."})
    keep(propose(ada, {"after": "Quieter engines."}))
    answer = reader.post(reverse("keep-profile", args=[late.pk]), follow=True)
    again = ProfileChange.objects.filter(kept_at=None).latest("pk")
    assert answer.redirect_chain[0][0] == reverse("profile-change", args=[again.pk])
    assert "was changed on another page" in answer.content.decode()
    assert (profile_of(ada).does, again.after["after"]) == ("", "Quieter engines.")


def test_putting_back_is_shown_first_too(reader, ada):
    keep(propose(ada, {"does": "I run a ferry."}))
    kept = propose(ada, {"does": "I mend nets."})
    keep(kept)
    reader.post(reverse("put-back-profile", args=[kept.pk]))
    change = ProfileChange.objects.filter(kept_at=None).get()
    assert (profile_of(ada).does, change.after["does"]) == ("I mend nets.", "I run a ferry.")


@pytest.mark.parametrize("fields", [{"does": "x" * 1001}, {"level": "wizard"}, {"version": "x"}], ids=str)
def test_what_is_no_profile_is_said_on_the_page(reader, fields):
    answer = reader.post(reverse("profile"), sent(**fields))
    assert answer.status_code == 422
    assert not ProfileChange.objects.exists()


def test_interests_are_offered_and_added_by_hand_only(reader, ada):
    keep(propose(ada, {"after": "Quieter engines\nTide tables"}))
    assert "Quieter engines" in page(reader, "profile")
    assert not Interest.objects.exists()
    reader.post(reverse("take-interest"), {"phrase": "Quieter engines"})
    assert Interest.objects.filter(phrase="Quieter engines").exists()


def test_words_of_a_profile_are_shown_as_words(reader, ada):
    change = propose(ada, {"does": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in page(reader, "profile-change", change.pk)
