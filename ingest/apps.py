from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "ingest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curation.runs import run_failed
        from ingest.failures import note_failure

        run_failed.connect(note_failure)
