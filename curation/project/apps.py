from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "curation.project"
    label = "project"

    def ready(self) -> None:
        from curation.project.checks import register_all

        register_all()
