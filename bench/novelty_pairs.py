"""In: scenes as YAML. Out: pairs of what was met and what comes now, each with what the second is beside the first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from curation.novelty import Met, Novelty, Told


@dataclass(frozen=True)
class Labelled:
    """`kind` names what makes it hard or easy; `met.near` is not set yet."""

    scene: str
    kind: str
    novelty: Novelty
    met: Met
    now: Told


def read(path: Path) -> list[Labelled]:
    """`path` is a file of scenes, or a folder of such files."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [pair for file in files for scene in yaml.safe_load(file.read_text()) for pair in _pairs(scene)]


def _pairs(scene: Mapping[str, Any]) -> Iterator[Labelled]:
    title = scene.get("about", "")
    for label, kind, then, now in scene["pairs"]:
        yield Labelled(
            scene=scene["scene"],
            kind=kind,
            novelty=Novelty(label),
            met=Met(**_told(then, scene["met"], title), passage=1, title=title, met_on=_on(scene["met"])),
            now=Told(**_told(now, scene["said"], title)),
        )


def _told(text: str, by: Mapping[str, Any], title: str) -> dict[str, Any]:
    return {"text": text, "author": by["by"], "on": _on(by), "around": f"{title}\n{text}"}


def _on(by: Mapping[str, Any]) -> date:
    return date.fromisoformat(str(by["day"]))
