"""Settings, read from the environment. Nothing needs to be set for a first run; docs/settings.md lists all."""

import json
import os
import secrets
from decimal import Decimal
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
from csp.constants import NONE, SELF
from kombu.exceptions import KombuError

from curation.project import embedded

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("THREEPASS_VAR") or BASE_DIR / "var").resolve()


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def _listed(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def _secret_key() -> str:
    """Made once per VAR folder and readable by its owner only."""
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(handle, secrets.token_urlsafe(50).encode())
        os.close(handle)
    return path.read_text()


DEBUG = _flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or _secret_key()
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
ALLOWED_HOSTS = _listed("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = _listed("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "curation",
    "curation.reading",
    "ingest",
    "digests",
    "curation.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "curation.project.urls"
ASGI_APPLICATION = "curation.project.asgi.application"
WSGI_APPLICATION = "curation.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

EMBEDDED_DATABASE = "DATABASE_URL" not in os.environ
if EMBEDDED_DATABASE:
    _socket = str(embedded.cluster(VAR).socket)
    DATABASES: dict[str, Any] = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "threepass",
            "USER": "postgres",
            "HOST": _socket,
        }
    }
else:
    DATABASES = {"default": dj_database_url.config(conn_max_age=0)}

# A web process keeps its connections (curation/project/asgi.py); what forks or lives shortly has no use for that.
DATABASE_CONNECTIONS = int(os.environ.get("DATABASE_CONNECTIONS", "10"))
if _flag("DATABASE_POOL"):
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": DATABASE_CONNECTIONS}

# Pieces of pages, named by a fingerprint of what they are made of.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "sesame.backends.ModelBackend"]
SESAME_ONE_TIME = True
SESAME_MAX_AGE = 3600
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR / "media"
OUTBOX = VAR / "outbox"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_https = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
if _https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = _flag("SECURE_SSL_REDIRECT", default=True)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 60_000_000
LARGEST_UPLOAD = int(os.environ.get("LARGEST_UPLOAD", "2000000000"))
FETCH_PORTS = [80, 443]
FETCH_SECONDS = 30.0
FETCH_HOST_DELAY = float(os.environ.get("FETCH_HOST_DELAY", "1"))
FETCH_LARGE_SECONDS = float(os.environ.get("FETCH_LARGE_SECONDS", "480"))
FETCH_LIMITS = {
    "page": int(os.environ.get("LARGEST_PAGE", "10000000")),
    "feed": int(os.environ.get("LARGEST_FEED", "10000000")),
    "document": int(os.environ.get("LARGEST_DOCUMENT", "50000000")),
    "audio": int(os.environ.get("LARGEST_AUDIO", "1000000000")),
    "image": int(os.environ.get("LARGEST_IMAGE", "10000000")),
}
FETCH_IMAGES = _flag("FETCH_IMAGES", default=True)
FETCH_ALLOWED_HOSTS = _listed("FETCH_ALLOWED_HOSTS")

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND") or (
    "django.core.mail.backends.smtp.EmailBackend"
    if "EMAIL_HOST" in os.environ
    else "curation.project.outbox.OutboxBackend"
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(
    os.environ.get("EMAIL_PORT", "465" if _flag("EMAIL_USE_SSL") else "587" if _flag("EMAIL_USE_TLS") else "25")
)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = _flag("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Threepass <digest@localhost>")
POSTAL_ADDRESS = os.environ.get("POSTAL_ADDRESS", "")
# As bounce@example.org; the token of a delivery is put in before the @.
BOUNCE_ADDRESS = os.environ.get("BOUNCE_ADDRESS", "")
UNSUBSCRIBE_MAILTO = os.environ.get("UNSUBSCRIBE_MAILTO", "")
NEWSLETTER_PER_MINUTE = int(os.environ.get("NEWSLETTER_PER_MINUTE") or "300")
NEWSLETTER_LEASE_SECONDS = int(os.environ.get("NEWSLETTER_LEASE_SECONDS") or "180")
SUBSCRIBE_PER_ADDRESS = int(os.environ.get("SUBSCRIBE_PER_ADDRESS") or "3")
SUBSCRIBE_PER_NETWORK = int(os.environ.get("SUBSCRIBE_PER_NETWORK") or "20")

EMBEDDER = os.environ.get("EMBEDDER", "curation.ai.openvino_minilm.embedder")
TRANSCRIBER = os.environ.get("TRANSCRIBER", "curation.ai.whisper_faster.transcriber")
TRANSCRIBE_WINDOW_SECONDS = int(os.environ.get("TRANSCRIBE_WINDOW_SECONDS", "300"))
WHISPER_MODEL = os.environ.get("WHISPER_MODEL", "")
WHISPER_DEVICE = os.environ.get("WHISPER_DEVICE", "auto")
WHISPER_COMPUTE = os.environ.get("WHISPER_COMPUTE", "")
WHISPER_BATCH = int(os.environ.get("WHISPER_BATCH", "0"))
WHISPER_LANGUAGE = os.environ.get("WHISPER_LANGUAGE", "")
WHISPER_CACHE = Path(os.environ.get("WHISPER_CACHE") or VAR / "whisper")
TRANSCRIPTION_API_URL = os.environ.get("TRANSCRIPTION_API_URL", "")
TRANSCRIPTION_API_KEY = os.environ.get("TRANSCRIPTION_API_KEY", "")
TRANSCRIPTION_API_MODEL = os.environ.get("TRANSCRIPTION_API_MODEL", "whisper-1")
LONGEST_SOUND_MS = round(float(os.environ.get("LONGEST_SOUND_HOURS", "6")) * 3_600_000)
WRITER = "curation.writing.extractive.ExtractiveWriter"

OPENAI_API_KEY = os.environ.get("OPENAI_API_KEY", "")
OPENAI_BASE_URL = os.environ.get("OPENAI_BASE_URL", "")
OPENAI_PROXY = os.environ.get("OPENAI_PROXY", "")
LLM_SECONDS = float(os.environ.get("LLM_SECONDS") or "300")
# How much a model is asked to think before it answers, as "low"; empty, it is not told.
LLM_EFFORT = os.environ.get("LLM_EFFORT", "")
# How many tokens of passages one prompt holds.
LLM_READS = max(1000, int(os.environ.get("LLM_READS") or "12000"))
LARGEST_LLM_ANSWER = int(os.environ.get("LARGEST_LLM_ANSWER", "4000000"))
# The dotted path of what makes a `Chat`; empty, nothing is asked of any model.
CHAT = os.environ.get("CHAT", "curation.ai.openai_chat.openai_chat" if OPENAI_API_KEY or OPENAI_BASE_URL else "")
# A cheap model proposes (names, judgements, clean transcripts), a better one composes.
LLM_MODELS = {
    "small": os.environ.get("OPENAI_MODEL_SMALL") or os.environ.get("OPENAI_MODEL") or "gpt-5.4-mini",
    "large": os.environ.get("OPENAI_MODEL_LARGE") or os.environ.get("OPENAI_MODEL") or "gpt-5.5",
}
# {"model": [in, out, cached in]}, US dollars for a million tokens each.
LLM_PRICES = os.environ.get("LLM_PRICES") or "{}"
# {"task": "model"}, for tasks that have a model of their own.
LLM_TASK_MODELS = os.environ.get("LLM_TASK_MODELS") or "{}"
LLM_MONTHLY_CAP = Decimal(os.environ["LLM_MONTHLY_CAP"]) if os.environ.get("LLM_MONTHLY_CAP") else None
LLM_ASK_ABOVE = Decimal(os.environ.get("LLM_ASK_ABOVE") or "0.25")
LLM_KEEP_DAYS = int(os.environ.get("LLM_KEEP_DAYS") or "90")

# How many characters one message to a reader's own chat may have, where it takes little and where it takes much.
OWN_CHAT_SHORT = int(os.environ.get("OWN_CHAT_SHORT") or "12000")
OWN_CHAT_LONG = int(os.environ.get("OWN_CHAT_LONG") or "60000")
HANDOVERS = {
    "explanation": "curation.reading.handover.EXPLANATION",
    "question": "curation.reading.handover.QUESTION",
    "digest": "digests.handover.DIGEST",
    "deck": "digests.handover_deck.DECK",
}
# What answers a question for whoever pins it: curation.asked.Asker.
ASKED = "curation.reading.threads.pinning.answered"

# What waits on the admin's front page, and the way of one source through all stages, in this order.
ADMIN_QUEUES = ["curation.waiting.QUEUES", "ingest.waiting.QUEUES", "digests.waiting.QUEUES"]
PIPELINE = ["ingest.way.steps_of", "curation.way.steps_of", "digests.way.steps_of"]

RUN_TASKS = {
    "read": "ingest.tasks.read_upload",
    "embed": "curation.tasks.embed_library",
    "judge": "curation.tasks.judge_library",
    "group": "curation.tasks.group_library",
    "index": "curation.tasks.index_library",
    "digest": "digests.tasks.compose_digest",
    "feed": "ingest.tasks.check_feed",
    "transcribe": "ingest.tasks.transcribe_upload",
    "recording": "ingest.tasks.fetch_recording",
    "images": "ingest.tasks.fetch_images",
    "answer": "curation.reading.tasks.answer",
    "explain": "curation.reading.tasks.explain",
    "words": "curation.reading.tasks.tell_of_words",
    "practice": "curation.reading.tasks.judge",
    "deck": "digests.tasks.make_deck",
}
BROKER_ERRORS = (KombuError, psycopg.Error)

CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL") or "pgmq://postgres@localhost/threepass"
EMBEDDED_BROKER = "CELERY_BROKER_URL" not in os.environ
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 1800}
if EMBEDDED_BROKER:
    _database = DATABASES["default"]
    _parts = {
        "host": _database.get("HOST"),
        "port": _database.get("PORT"),
        "user": _database.get("USER"),
        "password": _database.get("PASSWORD"),
        "dbname": _database.get("NAME"),
    }
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "conn_string": psycopg.conninfo.make_conninfo(**{key: value for key, value in _parts.items() if value}),
        "init_extension": False,
        "polling_interval": 0.2,
        "wait_time_seconds": 5,
        "pool_size": 3,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"unacked_restore_throttle": 1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ROUTES = {
    "ingest.tasks.transcribe_upload": {"queue": "transcribe"},
    "digests.tasks.send_newsletters": {"queue": "mail"},
    "digests.tasks.send_letters": {"queue": "mail"},
}
CELERY_TASK_SOFT_TIME_LIMIT = 600
CELERY_TASK_TIME_LIMIT = 660
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = not EMBEDDED_BROKER
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "curation.tasks.sweep_runs", "schedule": 20.0},
    "feeds": {"task": "ingest.tasks.promise_due_feeds", "schedule": 60.0},
    "series": {"task": "digests.tasks.promise_due_series", "schedule": 60.0},
    "newsletters": {"task": "digests.tasks.send_newsletters", "schedule": 20.0, "options": {"expires": 60}},
    "letters": {"task": "digests.tasks.send_letters", "schedule": 20.0, "options": {"expires": 60}},
    "forget": {"task": "curation.tasks.forget_old_replies", "schedule": 86_400.0},
    "images": {"task": "curation.tasks.clear_images", "schedule": 86_400.0},
    "indexes": {"task": "curation.tasks.clear_indexes", "schedule": 86_400.0},
}

# A provider instead of a mail server: its keys, and what its calls must know ("name:password").
ANYMAIL_ON = EMAIL_BACKEND.startswith("anymail.")
ANYMAIL_WEBHOOK_SECRET = os.environ.get("ANYMAIL_WEBHOOK_SECRET", "")
if ANYMAIL_ON:
    INSTALLED_APPS.append("anymail")
    ANYMAIL = json.loads(os.environ.get("ANYMAIL") or "{}") | {"WEBHOOK_SECRET": ANYMAIL_WEBHOOK_SECRET}

FORMS_URLFIELD_ASSUME_HTTPS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname:7} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {"pgmq": {"level": "ERROR"}, "httpx2": {"level": "WARNING"}},
}
