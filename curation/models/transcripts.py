"""What was spoken: the words as they fell, their times, and the sound itself."""

from django.db import models

from curation.models.library import Source


class Transcript(models.Model):
    """The spoken side of a source. All times are milliseconds, all offsets count characters.

    `raw` holds the words as they were captioned or heard, fillers and all. `origins` maps the reading text
    back to them: rows of [start, end, raw start, raw end], in order, disjoint in the reading text.
    `stamps` are rows of [offset in the reading text, milliseconds], ascending, one for each word or line
    whose time is known. `audio` is a name in the media storage, empty where there is no sound.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="transcript")
    raw = models.TextField(blank=True)
    origins = models.JSONField(default=list, blank=True)
    stamps = models.JSONField(default=list, blank=True)
    audio = models.CharField(max_length=200, blank=True, editable=False)
    audio_type = models.CharField(max_length=60, blank=True)
    audio_url = models.URLField(max_length=2000, blank=True, help_text="Where the recording can be had, if not here.")
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.CharField(max_length=100, blank=True, help_text="The speech model, where a machine listened.")

    def __str__(self) -> str:
        return f"Transcript of {self.source}"
