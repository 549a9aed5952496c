import re
from pathlib import Path

import yaml
from django.core import checks

from curation.project.checks import CHECKS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "settings.md").read_text()
READ = re.compile(r"""(?:environ\.get\(|environ\[|_flag\(|_listed\()\s*["']([A-Z_]+)["']|"([A-Z_]+)" (?:not )?in os""")


def read_from_the_environment():
    text = "".join((ROOT / "curation" / "project" / name).read_text() for name in ("settings.py", "boot.py", "web.py"))
    return {one or other for one, other in READ.findall(text)}


def test_it_lists_every_setting_and_no_other():
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))
    assert listed == read_from_the_environment()


def test_it_lists_every_system_check():
    assert len(re.findall(r"^\| `threepass\.[EW]\d{3}`", PAGE, re.MULTILINE)) == len(CHECKS)
    assert set(CHECKS) <= checks.registry.registry.registered_checks


def test_the_containers_set_only_what_is_read():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert set(services["web"]["environment"]) <= read_from_the_environment()
    assert services["prepare"]["command"] == "python manage.py prepare"
