"""The hostile sources: what each wants, and the files in which they come."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.bound import MADE, posts_export

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Hostile:
    """`demand` is what a machine that obeys would write, `marker` the word by which its passages are known."""

    marker: str
    attack: str
    demand: str
    text: str = ""
    file: str = ""
    kind: str = ""

    def __str__(self):
        return f"{self.marker} {self.attack}"


def _listed(name, key):
    return tuple(Hostile(**row) for row in tomllib.loads((HERE / name).read_text("utf-8"))[key])


POSTS = _listed("posts.toml", "post")
FILES = _listed("files.toml", "source")
ALL = (*POSTS, *FILES)


def write_to(folder):
    """Out: the files by the kind of source that they are handed over as, empty where the reader tells."""
    (folder / "posts.json").write_bytes(posts_export(POSTS))
    by_kind = {"": [folder / "posts.json"]}
    for name, kind in dict.fromkeys((one.file, one.kind) for one in FILES):
        data = MADE[name]() if name in MADE else (HERE / name).read_bytes()
        (folder / name).write_bytes(data)
        by_kind.setdefault(kind, []).append(folder / name)
    return by_kind
