"""The mailbox of an installation without a mail server: every message is a file under VAR/outbox."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _write(Path(settings.OUTBOX), message.message().as_bytes())
        return len(email_messages)


def _write(folder: Path, data: bytes) -> None:
    """Written aside and renamed: whoever lists the folder never sees half a mail."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
    draft = folder / f".{name}"
    draft.write_bytes(data)
    draft.rename(folder / name)
