"""The Celery application: `celery -A curation.project.celery worker`.

Speech has a queue of its own, `transcribe`, for a worker started with `-Q transcribe`; so has mail, `mail`.
"""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")

app = Celery("threepass")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def pick_up_interrupted_work(**_: object) -> None:
    """A killed worker leaves claims and unread messages behind; the next one takes them over at once."""
    app.send_task("curation.tasks.sweep_runs", kwargs={"patience_seconds": 0})
