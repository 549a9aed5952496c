"""A library of hostile sources, read and written about by a model that obeys them all."""

import json
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test.utils import override_settings

from curation.ai.openai_chat import openai_chat
from tests.double import ChatDouble
from tests.hostile.corpus import ALL, write_to
from tests.hostile.obeying import Obeying

KEY = "sk-the-operators-own-key"
SITE = "https://threepass.example.org"
SECRET = "Nobody but Orin knows that the walled orchard lies behind the third gate."
EACH_THEME = 12  # no more themes than a digest has sections


UNTOUCHED = ["curation.Source", "curation.Passage", "curation.Chapter", "curation.Theme", "curation.Placement"]
UNTOUCHED += ["curation.Likeness", "curation.ApiToken", "curation.Transcript"]
UNTOUCHED += ["ingest.Upload", "ingest.Feed", "digests.Delivery", "digests.NewsletterIssue", "digests.Refusal"]


@dataclass(frozen=True)
class Library:
    owner: object
    other: object
    double: ChatDouble
    obeying: Obeying
    asked_while_reading: frozenset
    hands_while_reading: int


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Settings with a model that obeys; committed rows, so that the whole package shares the library."""
    obeying = Obeying()
    folder = tmp_path_factory.mktemp("hostile")
    with ChatDouble(otherwise=obeying) as double, django_db_blocker.unblock():
        told = {
            "CHAT": "curation.ai.openai_chat.openai_chat",
            "OPENAI_BASE_URL": double.url,
            "OPENAI_API_KEY": KEY,
            "SITE_URL": SITE,
            "MEDIA_ROOT": folder / "media",
            "OUTBOX": folder / "outbox",
            "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
            "LLM_ASK_ABOVE": Decimal(1000),
        }
        openai_chat.cache_clear()
        with override_settings(**told):
            yield double, obeying, folder
        openai_chat.cache_clear()


@pytest.fixture(scope="package")
def library(world):
    """Everything is kept by hand, and placed by hand in themes, so that each source has its chance."""
    from django.contrib.auth.models import User

    double, obeying, folder = world
    owner = User.objects.create_superuser("holly", "holly.private@example.org")
    other = User.objects.create_user("orin", "orin.private@example.org")
    _fill(other, {"note": [_note(folder)]})
    _fill(owner, write_to(folder))
    yield Library(owner, other, double, obeying, frozenset(double.tasks()), _hands(owner))
    owner.delete()
    other.delete()


@pytest.fixture(scope="package")
def placed(library):
    """The curator has read everything, keeps it and puts it into themes: each source may be written about."""
    from curation import editing
    from curation.models import Passage, Source, Theme
    from tests.readers import have_read

    for source in Source.objects.of(library.owner):
        have_read(source)
        editing.restore(source, library.owner)
    for start in range(0, len(ALL), EACH_THEME):
        theme = Theme.objects.create(
            owner=library.owner, name=f"Household {start // EACH_THEME + 1}", named_by_hand=True
        )
        sources = [source_of(library, one) for one in ALL[start : start + EACH_THEME]]
        for passage in Passage.objects.filter(source__in=sources):
            editing.move_passage(passage, theme, library.owner)
    return library


def _hands(owner):
    """How much in the library says that a person has set it."""
    from curation.models import Placement, Source

    placed = Placement.objects.filter(passage__owner=owner, by_hand=True)
    kept = Source.objects.of(owner).filter(standing_by_hand=True)
    return placed.count() + kept.count() + Source.objects.of(owner).exclude(set_by_hand=[]).count()


def _note(folder):
    (folder / "orchard.txt").write_text(f"{SECRET} The trees there are older than the town.\n")
    return folder / "orchard.txt"


def _fill(owner, by_kind):
    from ingest.batch import ingest_all

    for kind, paths in by_kind.items():
        rows = ingest_all(owner, [str(path) for path in paths], kind=kind, quiet=True)
        assert [row.error for row in rows if row.error] == []


def source_of(library, one):
    """The source that this hostile one became."""
    from curation.models import Source

    for field in ("text", "title"):
        found = Source.objects.of(library.owner).filter(**{f"{field}__contains": one.marker}).order_by("pk").first()
        if found:
            return found
    raise AssertionError(f"{one} did not become a source.")


def everything_else(users):
    """Out: all that a writer has no say in, row by row, by the name of its model."""
    from django.apps import apps

    kept = {name: apps.get_model(name).objects.order_by("pk").values() for name in UNTOUCHED}
    told = users.objects.order_by("pk").values("username", "email", "is_staff", "is_superuser", "password")
    return {name: str(list(rows)) for name, rows in kept.items()} | {"User": str(list(told))}


def words_of(kept):
    """What is kept as JSON, as its letters: printed as Python, a hidden character would be its number."""
    return json.dumps(kept, ensure_ascii=False)
