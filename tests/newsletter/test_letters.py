import datetime

import pytest
from django.core import mail
from django.utils import timezone

from digests.models import Letter
from digests.newsletter import letters
from digests.tasks import send_letters, send_newsletters
from tests.digests.series_cast import be

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return letters.write(Letter.Kind.CONFIRM, "ben@example.org", "Please\nconfirm", "Here.")


def test_it_goes_out_once_as_one_clean_line(letter):
    send_letters()
    send_letters()
    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["ben@example.org"], "Please confirm", "Here.")
    ]


def test_while_the_server_is_away_it_waits(letter, settings, monkeypatch):
    locmem = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert (letters.send_letters(), letters.send_letters()) == (0, 0)
    assert "refused" in Letter.objects.get().error
    settings.EMAIL_BACKEND = locmem
    be(monkeypatch, timezone.now() + datetime.timedelta(minutes=2))
    assert letters.send_letters() == 1


def test_a_server_that_is_away_is_called_once_a_look(letter, settings):
    letters.write(Letter.Kind.CONFIRM, "cleo@example.org", "Please confirm", "Here.")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letters.send_letters()
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 1]


def test_one_that_is_refused_holds_up_no_other(letter, catcher):
    letters.write(Letter.Kind.CONFIRM, "cleo@example.org", "Please confirm", "Here.")
    catcher.answers["ben@example.org"] = "550 5.1.1 No such user"
    assert letters.send_letters() == 1


def test_it_is_forgotten_a_day_after_it_went_out(letter, monkeypatch):
    send_letters()
    be(monkeypatch, timezone.now() + datetime.timedelta(hours=25))
    send_letters()
    assert not Letter.objects.exists()


def test_the_clock_s_tasks_run_on_an_empty_installation():
    send_newsletters()
    send_letters()
    assert mail.outbox == []
