"""In: `data/manifest.js` of an X archive. Out: whose it is, and how many entries each of its files holds. Pure."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ingest.readers.x_parts import Part, sort_of
from ingest.readers.x_post import Owner, handle, named, number, part, word

_PREFIX = re.compile(r"\A\s*[\w.$\[\]\"']+\s*=\s*")


@dataclass(frozen=True)
class Counted:
    """A file that the manifest names; `name` without its folders, `called` what it holds."""

    name: str
    called: str
    count: int


@dataclass(frozen=True)
class Manifest:
    owner: Owner
    files: tuple[Counted, ...]
    is_partial: bool


def manifest_of(data: bytes) -> Manifest | None:
    """None where it is damaged."""
    text = data.decode("utf-8-sig", errors="replace")
    try:
        found = json.loads(_PREFIX.sub("", text).rstrip("; \r\n\t"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    user = part(found, "userInfo")
    name = named(word(user, "displayName", "accountDisplayName"))
    owner = Owner(number(word(user, "accountId")), handle(word(user, "userName", "username")), name)
    partial = part(found, "archiveInfo").get("isPartialArchive") in {True, "true"}
    return Manifest(owner, tuple(_counted(part(found, "dataTypes"))), partial)


def differences(manifest: Manifest, parts: Sequence[Part], held: Sequence[str]) -> Iterator[str]:
    """What the manifest promises and the archive does not hold, as sentences; `held` are names of files."""
    if manifest.is_partial:
        yield "X says that this archive is only a part"
    here = {PurePosixPath(name).name for name in held}
    for counted in manifest.files:
        if counted.name not in here:
            yield f"{counted.name} is named in the manifest but not in the archive"
    said, holds = Counter[str](), Counter[str]()
    for counted in manifest.files:
        said[counted.called] += counted.count
    for one in parts:
        holds[one.sort.called] += one.count
    for called, count in said.items():
        if count != holds[called]:
            yield f"the manifest counts {count:,} {called}, the files hold {holds[called]:,}"


def _counted(data_types: dict[str, Any]) -> Iterator[Counted]:
    """Only of files that are read; what else the archive has is nobody's business here."""
    for data_type in data_types.values():
        files = data_type.get("files") if isinstance(data_type, dict) else None
        for file in files if isinstance(files, list) else []:
            name = PurePosixPath(word(file, "fileName")).name if isinstance(file, dict) else ""
            if sort := sort_of(name):
                yield Counted(name, sort.called, int(number(word(file, "count")) or 0))
