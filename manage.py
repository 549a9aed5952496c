#!/usr/bin/env python
"""The command line: `manage.py help` lists the verbs."""

import importlib.util
import os
import sys
from pathlib import Path

VERBS = {"ingest", "sources", "themes", "show", "digest", "ask", "deck", "newsletter", "bounce", "token"}
WITHOUT_DATABASE = {
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "doctor",
    "check_email_setup",
    "up",
    "embedded",
    "makemigrations",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")
    from django.core.management import execute_from_command_line

    from curation.errors import CurationError

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        _prepare_for(command)
    except CurationError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


def _prepare_for(command: str) -> None:
    """A verb works on a fresh clone: the database is started and brought up to date first."""
    if command in WITHOUT_DATABASE or {"--help", "-h"} & set(sys.argv):
        return
    import django

    from curation.project import boot

    django.setup()
    boot.start_database()
    if command in VERBS:
        boot.prepare()


def _use_the_project_environment() -> None:
    """Called with a Python that has no Django: go on with the one that `make setup` made."""
    own = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if importlib.util.find_spec("django") is None and own.exists() and Path(sys.prefix) != own.parent.parent:
        os.execv(own, [str(own), *sys.argv])  # noqa: S606


if __name__ == "__main__":
    _use_the_project_environment()
    main()
