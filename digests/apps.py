from django.apps import AppConfig
from django.conf import settings


class DigestsConfig(AppConfig):
    name = "digests"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        if settings.ANYMAIL_ON:
            from digests.newsletter import provider

            provider.connect()
