"""In: an upload that holds sound. Out: its words as a source beside the recording, window by window.

Every window is stored the moment it is written down, so that whatever ends the work in the middle costs one
window. No transaction is open while a model listens.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from curation.ai.base import SAMPLE_RATE, Heard, HeardWord, Samples, Transcriber
from curation.ai.voice import speech_spans
from curation.errors import NothingToDo
from curation.kinds import Kind
from curation.models import Run, Transcript
from curation.runs import enqueue
from ingest.drafts import Draft, ReadResult, Spoken
from ingest.given import title_of
from ingest.heard import draft_of
from ingest.hints import Hints
from ingest.intake import settle
from ingest.models import TranscribedWindow, Upload
from ingest.seekable import WEBM, seekable
from ingest.sound import HEAD, Sound, is_sound, probe, samples
from ingest.windows import cut, stretch

NO_WORDS = "No words were heard in it."
_ENOUGH_WORDS = 12
_MODEL_LENGTH = 100

Progress = Callable[[int, int], object]


def holds_sound(upload: Upload) -> bool:
    try:
        with upload.content.open("rb") as file:
            return is_sound(file.read(HEAD))
    except FileNotFoundError:
        return False


def promise_transcript(upload: Upload) -> str:
    """Out: a sentence for the run that found the sound."""
    with transaction.atomic():
        enqueue(upload.owner, Run.Kind.TRANSCRIBE, subject=upload.pk, label=upload.name)
    return "It is a recording; writing it down is promised."


def transcribe(upload: Upload, transcriber: Transcriber, progress: Progress) -> str:
    """Out: a sentence for the run. `progress` hears of seconds: written down, in all.

    Raises what the transcriber raises, UnreadableUpload for broken sound and NothingToDo where nobody speaks.
    """
    sound = _probed(upload)
    _listen(upload, sound, transcriber, progress)
    draft = _draft(upload, sound, _model(transcriber))
    if not draft.text:
        _keep_silence(upload, sound)
        raise NothingToDo(NO_WORDS)
    return _keep(upload, sound, draft, _playable(upload, sound))


def _probed(upload: Upload) -> Sound:
    with upload.content.open("rb") as file:
        return probe(cast(BinaryIO, file), name=upload.name, longest_ms=settings.LONGEST_SOUND_MS)


def _listen(upload: Upload, sound: Sound, transcriber: Transcriber, progress: Progress) -> None:
    """Go on behind the last window that is there; what another model wrote down is written anew."""
    upload.windows.exclude(model=_model(transcriber)).delete()
    last = upload.windows.last()
    at = last.end_ms if last else 0
    progress(at // 1000, sound.duration_ms // 1000)
    while at < sound.duration_ms:
        at = _write_down(upload, sound, at, transcriber)
        progress(at // 1000, sound.duration_ms // 1000)


def _write_down(upload: Upload, sound: Sound, at: int, transcriber: Transcriber) -> int:
    """One window. Out: where it ends, always behind `at`: with sound that stops early, the recording is over."""
    until = stretch(at, sound.duration_ms, settings.TRANSCRIBE_WINDOW_SECONDS * 1000)
    with upload.content.open("rb") as file:
        heard_of = samples(cast(BinaryIO, file), at, until, name=upload.name)
    if len(heard_of) < _count(until - at):
        until = sound.duration_ms
    elif until < sound.duration_ms:
        until = at + _pause_in(heard_of)
        heard_of = heard_of[: _count(until - at)]
    heard = transcriber.transcribe(heard_of, language=_language(upload)) if len(heard_of) else Heard()
    upload.windows.create(
        index=upload.windows.count(),
        start_ms=at,
        end_ms=until,
        words=[[word.text, at + word.start_ms, at + word.end_ms, round(word.probability, 3)] for word in heard.words],
        language=heard.language,
        model=_model(transcriber),
    )
    return until


def _model(transcriber: Transcriber) -> str:
    """As much of its name as the record holds."""
    return transcriber.model[:_MODEL_LENGTH]


def _pause_in(sound: Samples) -> int:
    """In its last fifth."""
    skipped = len(sound) - len(sound) // 5
    tail = sound[skipped:]
    return (skipped + _count(cut(speech_spans(tail), len(tail) * 1000 // SAMPLE_RATE))) * 1000 // SAMPLE_RATE


def _count(milliseconds: int) -> int:
    return milliseconds * SAMPLE_RATE // 1000


def _language(upload: Upload) -> str:
    """What the first window with enough speech was in; a few words are no basis."""
    windows = upload.windows.exclude(language="").iterator()
    return next((window.language for window in windows if len(window.words) >= _ENOUGH_WORDS), "")


def _draft(upload: Upload, sound: Sound, model: str) -> Draft:
    """The recording is its identity: written down anew by a better model, it is the same source."""
    windows: list[TranscribedWindow] = list(upload.windows.all())
    words = [HeardWord(*row) for window in windows for row in window.words]
    languages = [window.language for window in windows if window.language]
    draft = draft_of(
        words,
        kind=_kind(upload),
        title=_title(upload),
        language=_language(upload) or next(iter(languages), ""),
        spoken=Spoken(duration_ms=sound.duration_ms, made_by=model),
    )
    return replace(draft, external_id=f"sound:{upload.sha256}")


def _kind(upload: Upload) -> Kind:
    """What somebody published is an episode, what they recorded themselves a memo."""
    hints = Hints.model_validate(upload.hints)
    published = hints.audio_url or hints.site or hints.external_id
    return Kind(upload.kind) if upload.kind else Kind.EPISODE if published else Kind.MEMO


def _title(upload: Upload) -> str:
    """A file has a name; what was recorded here has none but the one its speaker gave it, a hint."""
    return "" if upload.origin == Upload.Origin.RECORDING else title_of(upload.name)


@transaction.atomic
def _keep(upload: Upload, sound: Sound, draft: Draft, audio: str) -> str:
    message = settle(upload, ReadResult(_format(sound), (draft,)))
    transcripts = Transcript.objects.filter(source__uploads=upload)
    transcripts.update(audio=audio, audio_type=sound.media_type, duration_ms=sound.duration_ms)
    return message


def _playable(upload: Upload, sound: Sound) -> str:
    """The upload's own bytes, or beside them a copy in which a player finds its way."""
    name = str(upload.content.name)
    return _seekable_copy(upload, name) if sound.media_type == WEBM else name


def _seekable_copy(upload: Upload, name: str) -> str:
    copied = f"{name}-seekable"
    if default_storage.exists(copied):
        return copied
    with upload.content.open("rb") as file:
        copy = seekable(cast(BinaryIO, file))
    return default_storage.save(copied, ContentFile(copy)) if copy else name


def _keep_silence(upload: Upload, sound: Sound) -> None:
    settle(upload, ReadResult(_format(sound), (), (NO_WORDS,)))


def _format(sound: Sound) -> str:
    return f"recording ({sound.codec})"
