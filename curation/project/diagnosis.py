"""In: this installation. Out: what is configured, what works, what is missing and what mends it."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from smtplib import SMTPException
from typing import Literal

from django.conf import settings
from django.core import checks, mail
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from curation.ai.addresses import host_of
from curation.ai.offered_models import offered_models
from curation.chat import get_models
from curation.errors import CurationError
from curation.ledger.prices import FREE, price_of
from curation.project import boot
from curation.project.checks import OPENAI, TAG

NEEDED_PYTHON = (3, 11)
NEEDED_PGVECTOR = (0, 8)
LEAST_FREE = 1_000_000_000
PATIENCE = timedelta(minutes=1)
SETUP, START = "make setup", "make run"
MODEL = "set OPENAI_BASE_URL and OPENAI_API_KEY"
OPENAI_CHAT = "curation.ai.openai_chat.openai_chat"
OPTIONAL = {
    "typst": "decks and digests as PDF",
    "pptx": "decks as PowerPoint files",
    "trafilatura": "articles from web pages",
}


@dataclass(frozen=True)
class Finding:
    """`missing` is needed and broken; `off` can be done without."""

    name: str
    status: Literal["ok", "missing", "off"]
    message: str
    mend: str = ""


def diagnose() -> list[Finding]:
    """Every check, in the order in which one needs the other. Never raises for what it finds."""
    alone = (_python, _storage, _secret_key, _embedder, _speech, _torch, _writer, _model, _mail, _broker)
    return [*(check() for check in alone), *_optional(), *_settings(), *_database_and_beyond()]


def is_fit(findings: list[Finding]) -> bool:
    return all(finding.status != "missing" for finding in findings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= NEEDED_PYTHON:
        return Finding("python", "ok", f"{version} at {sys.executable}.")
    needed = ".".join(map(str, NEEDED_PYTHON))
    return Finding("python", "missing", f"{version} is older than {needed}.", "make setup PYTHON=/path/to/python3")


def _storage() -> Finding:
    folder = Path(settings.VAR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("storage", "missing", f"{folder} cannot be written to: {error.strerror}.", "make run VAR=folder")
    room = f"{folder} has {free / 1e9:.1f} GB free"
    if free < LEAST_FREE:
        return Finding("storage", "missing", f"{room}, which is too little.", "make run VAR=folder")
    return Finding("storage", "ok", f"{room}.")


def _secret_key() -> Finding:
    path = Path(settings.VAR) / "secret_key"
    if not path.exists():
        return Finding("secret key", "ok", "Taken from SECRET_KEY.")
    if path.stat().st_mode & 0o077:
        return Finding("secret key", "missing", f"Others can read {path}.", f"chmod 600 {path}")
    return Finding("secret key", "ok", f"{path} is readable by its owner only.")


def _embedder() -> Finding:
    """Tried with one sentence: an import alone does not show that the model file is there."""
    from curation.embedding import get_embedder

    try:
        embedder = get_embedder()
        embedder.embed(["Does it work?"])
    except (ImportError, CurationError) as error:
        return Finding("embedder", "missing", f"{settings.EMBEDDER} does not work: {error}", SETUP)
    return Finding("embedder", "ok", f"{embedder.model}, {embedder.dimensions} dimensions.")


def _speech() -> Finding:
    """Not tried out: that would fetch half a gigabyte before anybody has spoken."""
    from curation.transcribing import get_transcriber

    try:
        transcriber = get_transcriber()
    except (ImportError, CurationError) as error:
        return Finding("speech", "off", f"Recordings are not transcribed: {error}", "set TRANSCRIBER")
    return Finding("speech", "ok", f"{transcriber.model}; its weights are loaded at the first recording.")


def _torch() -> Finding:
    if settings.TRANSCRIBER == "curation.ai.whisper_openai.transcriber":
        if find_spec("torch"):
            return Finding("torch", "ok", "It is installed; openai-whisper runs on it.")
        return Finding("torch", "off", "openai-whisper cannot do without it.", "pip install openai-whisper")
    if find_spec("torch"):
        return Finding("torch", "off", "It is installed; Threepass does not use it.", "pip uninstall torch")
    return Finding("torch", "ok", "Absent, as it should be; the model runs without it.")


def _writer() -> Finding:
    name = settings.WRITER.rpartition(".")[2]
    if settings.CHAT:
        return Finding("writer", "ok", f"Language models compose; {name} writes where none answers.")
    return Finding("writer", "ok", f"{name} writes; no language model is asked.")


def _model() -> Finding:
    """Asked for its list only, which costs nothing."""
    if not settings.CHAT:
        return Finding("model", "ok", "None is set; OPENAI_API_KEY or OPENAI_BASE_URL would have prose composed.")
    if settings.CHAT != OPENAI_CHAT:
        return Finding("model", "ok", f"Asked through {settings.CHAT}, which was not tried.")
    url, models = settings.OPENAI_BASE_URL or OPENAI, sorted({*get_models().values()})
    try:
        offered = offered_models(url, settings.OPENAI_API_KEY, proxy=settings.OPENAI_PROXY)
    except CurationError as error:
        return Finding("model", "off", f"{error} Until it answers, sources are quoted.", MODEL)
    unknown = [model for model in models if offered and model not in offered]
    if unknown:
        return Finding("model", "off", f"{host_of(url)} does not list {' or '.join(unknown)}.", "set OPENAI_MODEL")
    return Finding("model", "ok", f"{' and '.join(models)} at {host_of(url)}; {_prices(models, url)}.")


def _prices(models: list[str], url: str) -> str:
    prices = {model: price_of(model, url) for model in models}
    unpriced = [model for model, price in prices.items() if price is None]
    if unpriced:
        return f"no price is set for {' and '.join(unpriced)}"
    return "they cost nothing" if set(prices.values()) == {FREE} else "their prices are set"


def _mail() -> Finding:
    if settings.EMAIL_BACKEND == "curation.project.outbox.OutboxBackend":
        return Finding("mail", "ok", f"Kept as files in {settings.OUTBOX}; set EMAIL_HOST to send it.")
    if settings.ANYMAIL_ON:
        return Finding("mail", "ok", f"Sent by {settings.EMAIL_BACKEND}, which was not tried.")
    try:
        mail.get_connection(timeout=5).open()
    except (OSError, SMTPException) as error:
        place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return Finding("mail", "missing", f"{place} does not take mail: {error}", "set EMAIL_HOST and EMAIL_PORT")
    return Finding("mail", "ok", f"Sent by {settings.EMAIL_HOST}.")


def _optional() -> Iterator[Finding]:
    for package, use in OPTIONAL.items():
        if find_spec(package):
            yield Finding(package, "ok", f"For {use}.")
        else:
            yield Finding(package, "off", f"Without it there are no {use}.", SETUP)


def _settings() -> Iterator[Finding]:
    for found in checks.run_checks(tags=[TAG]):
        status: Literal["missing", "off"] = "missing" if found.is_serious() else "off"
        yield Finding(f"settings ({found.id})", status, found.msg, found.hint or "")


def _broker() -> Finding:
    if settings.EMBEDDED_BROKER:
        return Finding("broker", "ok", "None needed: the queue is in the database.")
    from curation.project.celery import app

    with app.connection_for_write() as broker:
        try:
            broker.ensure_connection(max_retries=1, timeout=3)
        except (OSError, *settings.BROKER_ERRORS) as error:
            message = f"{broker.as_uri()} does not answer: {error}"
            return Finding("broker", "missing", message, "set CELERY_BROKER_URL")
        return Finding("broker", "ok", f"{broker.as_uri()} answers.")


def _database_and_beyond() -> Iterator[Finding]:
    """What stands on the database is looked at only once the database stands."""
    for check in (_database, _pgvector, _schema, _queue, _worker):
        finding = _asked(check)
        yield finding
        if finding.status == "missing":
            return


def _asked(check: Callable[[], Finding]) -> Finding:
    name = check.__name__.removeprefix("_")
    try:
        return check()
    except (CurationError, DatabaseError) as error:
        return Finding(
            name,
            "missing",
            " ".join(str(error).split()),
            START if settings.EMBEDDED_DATABASE else "set DATABASE_URL",
        )


def _database() -> Finding:
    boot.start_database()
    kind = "embedded" if settings.EMBEDDED_DATABASE else "from DATABASE_URL"
    (version,) = _row("show server_version")
    return Finding("database", "ok", f"PostgreSQL {str(version).split()[0]}, {kind}.")


def _pgvector() -> Finding:
    offered = "from pg_available_extensions where name = 'vector'"
    (version,) = _row(f"select coalesce(installed_version, default_version) {offered}") or (None,)
    needed = ".".join(map(str, NEEDED_PGVECTOR))
    mend = SETUP if settings.EMBEDDED_DATABASE else "use the image pgvector/pgvector:pg17"
    if version is None:
        return Finding("pgvector", "missing", "The database server does not have it.", mend)
    if tuple(int(part) for part in str(version).split(".")[:2]) < NEEDED_PGVECTOR:
        return Finding("pgvector", "missing", f"{version} is older than {needed}.", mend)
    return Finding("pgvector", "ok", f"{version}.")


def _schema() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    mend = START if settings.EMBEDDED_DATABASE else "python manage.py migrate"
    if waiting:
        return Finding("schema", "missing", f"{waiting} migrations wait.", mend)
    return Finding("schema", "ok", "Up to date.")


def _queue() -> Finding:
    if settings.EMBEDDED_BROKER and _row("select to_regnamespace('pgmq')") == (None,):
        return Finding("queue", "missing", "The queue is not installed in the database.", START)
    place = "in the database (pgmq)" if settings.EMBEDDED_BROKER else "at the broker"
    return Finding("queue", "ok", f"Its messages lie {place}; its promises are rows in the database.")


def _worker() -> Finding:
    """Seen by its work: the embedded broker has no way to ask a worker whether it is there."""
    from curation.models import Run

    stuck = Run.objects.due().filter(created_at__lt=timezone.now() - PATIENCE).count()
    if stuck:
        message = f"{stuck} pieces of work have waited for more than a minute; no worker seems to run."
        return Finding("worker", "missing", message, START)
    running = Run.objects.filter(status=Run.Status.RUNNING).count()
    return Finding("worker", "ok", f"{running} pieces of work are being done, none waits.")


def _row(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return tuple(cursor.fetchone() or ())
