"""Programs that act for their owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, owner: User) -> ApiTokenQuerySet:
        return self.filter(owner=owner)

    def valid(self) -> ApiTokenQuerySet:
        return self.filter(revoked_at=None, owner__is_active=True)


class ApiToken(models.Model):
    """Lets a program act as its owner. The secret is shown once and never kept; its digest is."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    label = models.CharField(max_length=100, help_text="What it is for: the program or the machine that uses it.")
    prefix = models.CharField(max_length=16, help_text="How the secret begins, to tell one token from another.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        verbose_name_plural = "API tokens"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.label
