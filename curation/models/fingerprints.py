"""Some of the runs of words that a source has, to find what else has them."""

from django.conf import settings
from django.db import models

from curation.models.library import Source


class Fingerprint(models.Model):
    """See `curation.shingles.fingerprints`."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="fingerprints")
    value = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["owner", "value"], include=["source"], name="fingerprint_of_owner")]

    def __str__(self) -> str:
        return f"{self.value} in {self.source_id}"
