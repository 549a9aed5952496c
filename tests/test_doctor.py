import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from curation.models import Run
from curation.project import diagnosis, embedded
from curation.transcribing import get_transcriber

ROOT = Path(__file__).resolve().parent.parent

NOWHERE = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "CELERY_BROKER_URL": "redis://:pw@127.0.0.1:1",
}


@pytest.fixture
def installation(settings, tmp_path, monkeypatch):
    """A sound one: its own folder, the queue installed, the model not loaded anew for every test."""
    settings.VAR = tmp_path
    settings.EMAIL_BACKEND = "curation.project.outbox.OutboxBackend"
    monkeypatch.setattr(diagnosis.boot, "start_database", lambda: None)
    monkeypatch.setattr(diagnosis, "_embedder", lambda: diagnosis.Finding("embedder", "ok", "Works."))
    monkeypatch.setattr(diagnosis, "_queue", lambda: diagnosis.Finding("queue", "ok", "Installed."))
    return tmp_path


def found(name):
    return next(finding for finding in diagnosis.diagnose() if finding.name == name)


@pytest.mark.django_db
def test_it_finds_a_sound_installation_fit(installation, capsys):
    call_command("doctor")
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if line.startswith("missing")]
    assert any(line.startswith("ok       database: PostgreSQL") for line in lines)


@pytest.mark.django_db
def test_it_speaks_json(installation, capsys):
    call_command("doctor", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert set(answer["data"]["checks"][0]) == {"name", "status", "message", "mend"}


@pytest.mark.django_db
def test_it_fails_and_names_the_cure_where_something_is_missing(installation, capsys):
    (installation / "secret_key").write_text("known")
    (installation / "secret_key").chmod(0o644)
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor")
    assert stopped.value.code == 1
    assert f"(mend: chmod 600 {installation}/secret_key)" in capsys.readouterr().out


@pytest.mark.django_db
def test_it_sees_work_that_nobody_does(installation, ada):
    Run.objects.create(owner=ada, kind="group", created_at=timezone.now() - timedelta(minutes=5))
    assert found("worker").status == "missing"


@pytest.mark.django_db
def test_work_that_has_just_come_in_is_no_fault(installation, ada):
    Run.objects.create(owner=ada, kind="group")
    assert found("worker").status == "ok"


@pytest.mark.django_db
def test_it_sees_an_old_pgvector(installation, monkeypatch):
    monkeypatch.setattr(diagnosis, "NEEDED_PGVECTOR", (99, 0))
    assert "older than 99.0" in found("pgvector").message


@pytest.mark.django_db
def test_it_sees_a_folder_it_cannot_write_to(installation, settings):
    settings.VAR = installation / "file"
    settings.VAR.write_text("in the way")
    assert found("storage").status == "missing"


@pytest.mark.django_db
def test_it_sees_a_full_disk(installation, monkeypatch):
    monkeypatch.setattr(diagnosis, "LEAST_FREE", 10**18)
    assert "too little" in found("storage").message


@pytest.mark.django_db
def test_it_sees_a_mail_server_that_is_away(installation, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert found("mail").status == "missing"


@pytest.mark.django_db
def test_it_passes_on_what_the_system_checks_say(installation, settings):
    settings.SITE_URL = "http://read.example.org"
    assert found("settings (threepass.W001)").status == "off"


@pytest.mark.django_db
def test_what_is_optional_may_be_off(installation, monkeypatch):
    monkeypatch.setitem(diagnosis.OPTIONAL, "no_such_package", "tests")
    findings = diagnosis.diagnose()
    assert found("no_such_package").status == "off"
    assert diagnosis.is_fit(findings)


def test_it_sees_an_embedder_without_its_model(settings):
    from curation.embedding import get_embedder

    get_embedder.cache_clear()
    settings.EMBEDDER = "nowhere.Embedder"
    finding = diagnosis._embedder()
    get_embedder.cache_clear()
    assert (finding.status, finding.mend) == ("missing", "make setup")


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_does_not_fall_over_when_nothing_answers(tmp_path):
    finished = run("doctor", "--json", THREEPASS_VAR=str(tmp_path), **NOWHERE)
    status = {one["name"]: one["status"] for one in json.loads(finished.stdout)["data"]["checks"]}
    assert (finished.returncode, status["database"], status["broker"]) == (1, "missing", "missing")
    assert ":pw@" not in finished.stdout


def test_the_embedded_server_is_left_alone_where_another_is_used(tmp_path):
    finished = run("embedded", "start", THREEPASS_VAR=str(tmp_path), **NOWHERE)
    assert finished.returncode == 1
    assert "the embedded one is not in use" in finished.stderr
    assert not (tmp_path / "postgres").exists()


def test_the_embedded_server_starts_and_stops(tmp_path):
    folder = {"THREEPASS_VAR": str(tmp_path)}
    started = run("embedded", "start", **folder)
    stopped = [run("embedded", "stop", **folder).stdout for _ in range(2)]
    assert " runs; its socket is in " in started.stdout, started.stderr
    assert stopped == ["Stopped.\n", "It was not running.\n"]
    assert "does not run" in run("embedded", "status", **folder).stdout
    shutil.rmtree(embedded.cluster(tmp_path).data)


@pytest.mark.django_db
def test_a_link_leads_to_the_sign_in_page(ada, capsys, settings):
    call_command("signin", "--owner", "ada")
    link = capsys.readouterr().out.strip()
    assert link.startswith(settings.SITE_URL + reverse("sign-in"))


@pytest.mark.django_db
def test_a_link_is_made_for_the_owner_where_nobody_is_named(ada, ben, capsys):
    from sesame.utils import get_user

    call_command("signin", "--json")
    link = json.loads(capsys.readouterr().out)["data"]["link"]
    assert get_user(link.partition("sesame=")[2]) == ada


@pytest.mark.django_db
def test_there_is_no_link_for_nobody(capsys):
    with pytest.raises(SystemExit):
        call_command("signin", "--owner", "dora")
    assert "There is no account named dora." in capsys.readouterr().err


@pytest.mark.django_db
def test_preparing_makes_the_owner_once(monkeypatch, django_user_model):
    monkeypatch.setattr(diagnosis.boot, "start_database", lambda: None)
    monkeypatch.setattr(diagnosis.boot, "install_queue", lambda: None)
    call_command("prepare")
    call_command("prepare")
    assert django_user_model.objects.filter(is_superuser=True).count() == 1


@pytest.mark.django_db
def test_it_says_what_transcribes(installation):
    assert found("speech").status == "ok"
    assert found("speech").message.startswith("faster-whisper")


@pytest.mark.django_db
def test_one_can_do_without_speech(installation, settings):
    get_transcriber.cache_clear()
    settings.TRANSCRIBER = "curation.ai.transcription_api.transcriber"
    finding = found("speech")
    get_transcriber.cache_clear()
    assert finding.status == "off"
    assert "Set TRANSCRIPTION_API_URL" in finding.message


@pytest.mark.django_db
def test_it_says_that_no_model_is_set(installation, settings):
    settings.CHAT = ""
    assert found("model").message.startswith("None is set;")


@pytest.fixture
def model(installation, settings, double):
    settings.CHAT, settings.OPENAI_BASE_URL = diagnosis.OPENAI_CHAT, double.url
    settings.LLM_MODELS = {"small": "small-model", "large": "large-model"}
    return double


@pytest.mark.django_db
def test_it_asks_a_model_for_nothing_but_its_name(model):
    finding = found("model")
    assert finding.status == "ok"
    assert re.fullmatch(r"large-model and small-model at 127\.0\.0\.1:\d+; they cost nothing\.", finding.message)
    assert model.served.calls == 0


@pytest.mark.django_db
def test_it_says_whether_prices_are_set(model, settings):
    settings.LLM_PRICES = '{"small-model": [1, 2], "large-model": [1, 2]}'
    assert found("model").message.endswith("; their prices are set.")


@pytest.mark.django_db
def test_it_sees_a_model_that_is_not_offered(model, settings):
    settings.LLM_TASK_MODELS = '{"answer": "unheard-of"}'
    finding = found("model")
    assert (finding.status, finding.mend) == ("off", "set OPENAI_MODEL")
    assert finding.message.endswith(" does not list unheard-of.")


@pytest.mark.django_db
def test_it_sees_a_model_that_is_away(model, settings):
    settings.OPENAI_BASE_URL = "http://127.0.0.1:1/v1"
    finding = found("model")
    assert (finding.status, finding.message) == (
        "off",
        "127.0.0.1:1 cannot be reached at the moment. Until it answers, sources are quoted.",
    )
