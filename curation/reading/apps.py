from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "curation.reading"
    default_auto_field = "django.db.models.BigAutoField"
