"""The import rules of docs/architecture.md, kept by reading every import in the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the outermost to the innermost; a package may import itself and what stands below it.
LAYERS = [
    ["curation.project"],
    ["ingest", "curation.reading", "digests"],
    ["curation"],
    ["curation.writing"],
    ["curation.ai"],
    ["curation.errors", "curation.kinds"],
]
_EVIDENCE = """amounts causes checking cited claims clauses clock comparisons cuts figures folding frames grammar joints
licences moods passives quotes retelling slips speech splices suspicion tongues voices"""
PURE = [
    "ingest/readers",
    "ingest/split.py",
    "ingest/text.py",
    "ingest/spacing.py",
    "ingest/encodings.py",
    "ingest/drafts.py",
    "ingest/given.py",
    "ingest/archive.py",
    "ingest/signatures.py",
    "ingest/sound.py",
    "ingest/hints.py",
    "ingest/report.py",
    "ingest/store/identity.py",
    "ingest/wanted.py",
    "ingest/headers.py",
    *(f"ingest/feeds/{name}.py" for name in ("parse", "parse_xml", "parse_json", "parsed", "extras", "html")),
    *(
        f"ingest/feeds/{name}.py"
        for name in ("discover", "opml", "prologue", "rhythm", "transcripts", "document", "preview")
    ),
    "ingest/heard.py",
    "ingest/windows.py",
    "curation/transcribing.py",
    "curation/clustering",
    "curation/segmentation.py",
    "curation/shingles.py",
    "curation/addresses.py",
    "curation/evidence.py",
    *(f"curation/{name}.py" for name in _EVIDENCE.split()),
    "curation/novelty",
    *(f"curation/search/{name}.py" for name in ("ranking", "ranking_places", "ranking_speakers")),
    *(f"curation/{name}.py" for name in ("signal", "noise", "acts", "facts", "learning", "substance")),
    "curation/writing",
    "curation/ai",
    "digests/document.py",
    "digests/wording.py",
    *(
        f"digests/newsletter/{name}.py"
        for name in ("answers", "events", "hours", "returns", "setup", "slots", "wording")
    ),
    "digests/outline",
    "digests/renderers",
]
ORDER_IN_AN_APP = ["models", "tasks", "views"]
SURFACES = ("views", "admin", "urls", "api")


def _modules() -> Iterator[tuple[Path, str]]:
    for package in ("curation", "ingest", "digests"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                relative = path.relative_to(ROOT).with_suffix("")
                yield path, ".".join(relative.parts).removesuffix(".__init__")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _layer(module: str) -> tuple[int, str] | None:
    """The innermost, that is the longest, package name that the module lies in."""
    found = [
        (len(name), depth, name)
        for depth, names in enumerate(LAYERS)
        for name in names
        if module == name or module.startswith(name + ".")
    ]
    return max(found)[1:] if found else None


MODULES = list(_modules())


@pytest.mark.parametrize(("path", "module"), MODULES, ids=[module for _, module in MODULES])
def test_it_imports_only_what_stands_below(path, module):
    depth, name = _layer(module)
    for imported in _imports(path):
        other = _layer(imported)
        if other is None or other[1] == name:
            continue
        assert other[0] > depth, f"{module} imports {imported}"


@pytest.mark.parametrize("pure", PURE)
def test_what_is_pure_knows_no_database(pure):
    target = ROOT / pure
    paths = [target] if target.is_file() else list(target.rglob("*.py"))
    assert paths, f"{pure} is gone; take it from the list"
    for path in paths:
        for imported in _imports(path):
            forbidden = imported.startswith(("django.db", "django.contrib")) or ".models" in imported
            assert not forbidden, f"{path.relative_to(ROOT)} imports {imported}"


def test_models_know_no_stage_and_stages_know_no_task():
    for path, module in MODULES:
        app, _, rest = module.rpartition(".")
        rank = ORDER_IN_AN_APP.index(rest) if rest in ORDER_IN_AN_APP else None
        later = {"models": ("tasks", *SURFACES)}.get(rest, SURFACES)
        if rest in {*SURFACES, "apps"} or app.endswith("commands") or "project" in module:
            continue
        if rank != 1 and rest != "models":
            later = ("tasks", *later)
        for imported in _imports(path):
            assert imported not in {f"{app}.{name}" for name in later}, f"{module} imports {imported}"


def test_tasks_stay_under_ten_lines():
    for path, module in MODULES:
        if not module.endswith(".tasks"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 10, f"{module}.{node.name}"


def test_the_top_level_is_what_the_customer_fixed():
    fixed = {"manage.py", "curation", "ingest", "digests", "templates", "tests", "requirements.txt"}
    assert fixed <= {path.name for path in ROOT.iterdir()}
