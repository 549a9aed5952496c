from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "curation.project"
    label = "project"
