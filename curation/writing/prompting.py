"""In: a prompt's file and what it speaks of. Out: a Prompt, ready to be sent to a model or shown to a person.

A prompt is a file of `prompts/`: YAML front matter (task, version, model, most_tokens, usual_tokens), then its
system and its user part. `$rules`, which all share, and `$mark` are filled in here; a variable that is missing or
that the file does not use raises. Into the part of a digest goes what its owner asks for, where that is anything; and
where `$reader` stands, what the reader says of themselves, once the writer that was made for that reader asks.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal

import yaml

from curation.ai.base import Message
from curation.ai.reckoning import reckoned
from curation.writing.fencing import MARK, listed
from curation.writing.schemas import PLAINLY, DigestBrief
from curation.writing.unseen import seen

ModelClass = Literal["small", "large"]
_FOLDER = Path(__file__).parent / "prompts"
_RULES = "rules"
_REPAIR = "repair"
_WISHES = "wishes"
_READER = "reader"
_DOUBT = "doubt"
_NO_TASKS = {_RULES, _REPAIR, _WISHES, _DOUBT, "follows", "goes_on", _READER}
# Stands where the words of the reader go. Private use, so that nothing else that is shown holds it.
_HERE = "\ue001"
_LONGEST_WISH = 2_000
_LONGEST_READER = 4_500
_LONGEST_MARK = 16
_FRONT = {"task", "version", "model", "most_tokens", "usual_tokens"}
_PARTS = re.compile(r"\A---\n(.*?)^---\n\s*# System\n(.*?)^# User\n(.*)\Z", re.S | re.M)


@dataclass(frozen=True)
class Prompt:
    """`system` and `user` hold MARK where each call has random marks of its own."""

    task: str
    version: str
    model_class: ModelClass
    system: str
    user: str
    most_tokens: int
    for_reader: bool = False

    def told(self, reader: str) -> "Prompt":
        """The same for a reader who says this of themselves, a line for each thing; it need not be anything.

        Unchanged where the task is none that a reader shapes.
        """
        if not self.for_reader:
            return self
        block = "" if not reader.strip() else "\n\n" + _about(reader)
        bare = replace(self, for_reader=False)
        return replace(bare, user=self.user.replace(_HERE, block), system=self.system.replace(_HERE, block))

    def key(self, model: str) -> str:
        """Out: 64 hex digits, equal where the same answer of this model would do."""
        plain = self.told("")
        said = [model, self.task, self.version, plain.system, plain.user, self.most_tokens]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def messages(self, mark: str = "") -> tuple[Message, Message]:
        """With no `mark`, one that nobody can have foreseen."""
        mark, plain = mark or secrets.token_hex(8), self.told("")
        return Message("system", plain.system.replace(MARK, mark)), Message("user", plain.user.replace(MARK, mark))


@dataclass(frozen=True)
class PromptFile:
    """An answer may have `most_tokens`, and has `usual_tokens` as a rule."""

    task: str
    version: str
    model_class: ModelClass
    most_tokens: int
    usual_tokens: int
    system: Template
    user: Template

    @property
    def variables(self) -> set[str]:
        """What `rendered` must be given for it."""
        return self._named - {"mark", _RULES, _WISHES, _READER}

    @property
    def for_reader(self) -> bool:
        """Whether what the reader says of themselves stands in it."""
        return _READER in self._named

    @property
    def _named(self) -> set[str]:
        return {*self.system.get_identifiers(), *self.user.get_identifiers()}


def tasks() -> list[str]:
    """Out: the names of all prompts, in order."""
    return sorted(path.stem for path in _FOLDER.glob("*.md") if path.stem not in _NO_TASKS)


def rendered(task: str, brief: DigestBrief = PLAINLY, /, **variables: str | int) -> Prompt:
    """Raises ValueError where a variable of the file is missing or one is given that it does not use."""
    file = prompt_file(task)
    if file.variables != set(variables):
        raise ValueError(f"Prompt {task} takes {sorted(file.variables)}, not {sorted(variables)}.")
    shown = {name: seen(str(value)) for name, value in variables.items()} | {"mark": MARK}
    shared = {_RULES: Template(_text(_RULES)).substitute(mark=MARK).strip(), _WISHES: wishes(brief), _READER: _HERE}
    return Prompt(
        task=task,
        version=file.version,
        model_class=file.model_class,
        system=file.system.substitute(shown | shared),
        user=file.user.substitute(shown | shared),
        most_tokens=file.most_tokens,
        for_reader=file.for_reader,
    )


def overhead(task: str) -> int:
    """Out: the size in bytes of a prompt's own words over four, as tokens."""
    return reckoned(len((_text(task) + _text(_RULES)).encode()))


def doubt() -> str:
    """Out: what a model is told that is asked a question of passages that may not answer it."""
    return _text(_DOUBT).strip()


def repair(fault: str) -> str:
    """Out: what a model is told whose answer cannot be used."""
    return Template(_text(_REPAIR)).substitute(fault=fault).strip()


def clause(name: str) -> str:
    """Out: the words of a file that stand in a prompt only where they apply."""
    return _text(name).strip()


def wishes(brief: DigestBrief) -> str:
    """Out: what the owner of a digest asks for, a paragraph of its own; nothing where that is nothing."""
    said = {"audience": brief.audience, "language": brief.language, "instructions": brief.instructions}
    if not any(text.strip() for text in said.values()):
        return ""
    told = {name: listed(_lines(text), longest=_LONGEST_WISH) for name, text in said.items()}
    return "\n\n" + Template(_text(_WISHES)).substitute(told, mark=MARK).strip()


def _about(reader: str) -> str:
    told = {_READER: listed(_lines(reader, _LONGEST_READER), longest=_LONGEST_READER)}
    return Template(_text(_READER)).substitute(told, mark=MARK).strip()


def wished(brief: DigestBrief) -> int:
    """Out: how many tokens of a prompt that takes."""
    said = wishes(brief)
    return reckoned(len(said.encode()) + 2 * _LONGEST_MARK) if said else 0


def told_of_reader(task: str, reader: str) -> int:
    """Out: how many tokens of that task's prompt the words of its reader take; none where they do not shape it."""
    if not reader.strip() or not prompt_file(task).for_reader:
        return 0
    return reckoned(len(_about(reader).encode()) + 2 * _LONGEST_MARK)


def _lines(text: str, longest: int = _LONGEST_WISH) -> list[str]:
    return [line for line in text[:longest].splitlines() if line.strip()]


@cache
def prompt_file(task: str) -> PromptFile:
    found = _PARTS.match(_text(task))
    if not found:
        raise ValueError(f"Prompt {task} needs front matter, a “# System” and a “# User” part.")
    front, system, user = found.groups()
    about: Mapping[str, str | int] = yaml.safe_load(front)
    if set(about) != _FRONT or about["task"] != task:
        raise ValueError(f"Prompt {task} must say its {', '.join(sorted(_FRONT))}, and nothing else.")
    if about["model"] not in {"small", "large"}:
        raise ValueError(f"Prompt {task} must be for a small or a large model.")
    return PromptFile(
        task=task,
        version=str(about["version"]),
        model_class="small" if about["model"] == "small" else "large",
        most_tokens=int(about["most_tokens"]),
        usual_tokens=int(about["usual_tokens"]),
        system=Template(system.strip()),
        user=Template(user.strip()),
    )


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
