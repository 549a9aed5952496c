"""In: an owner's kept passages. Out: themes, the same ones as before as far as their passages are.

A run never moves what a person placed, never renames what a person named, and does nothing at all when
nothing has come in or gone. Grouping and naming hold no transaction; what a person does meanwhile is
respected when it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import User
from django.template.defaultfilters import pluralize

from curation.errors import NothingToDo
from curation.models import Theme
from curation.themes.grouping import grouped
from curation.themes.growing import grown, themes_beyond, unsettled
from curation.themes.hand import Hand, heard, held, links_of, signposts, unheeded
from curation.themes.keeping import gone, keep
from curation.themes.library import Library, groupable, load
from curation.themes.lineage import Lineage
from curation.themes.naming import Names, names_for
from curation.themes.telling import Outcome, sizes_of, tell
from curation.themes.turns import taking_turns
from curation.writing.base import Writer

# Up to here all is grouped anew with each run; beyond, only what is new is looked at.
ALL_AT_ONCE = 100_000


@dataclass(frozen=True, eq=False)
class _Work:
    library: Library
    hand: Hand
    lineage: Lineage
    themes: Mapping[int, Theme]


def regroup(owner: User, writer: Writer) -> str:
    """Out: a sentence for the run. Raises NothingToDo where the library has not changed."""
    work = _work(owner)
    names = names_for(owner, work.library, work.lineage, work.themes, writer)
    taking_turns(partial(_write, owner, work, names))
    alive = Theme.objects.of(owner).alive().count()
    return f"{alive} theme{pluralize(alive)} over {_counted(work.library)}."


def _work(owner: User) -> _Work:
    themes = {theme.pk: theme for theme in Theme.objects.of(owner)}
    passages = groupable(owner)
    every = passages.count() <= ALL_AT_ONCE
    signs = signposts(themes.values())
    library = load(passages if every else unsettled(passages), signs)
    links = links_of(owner)
    hidden = [theme.pk for theme in themes.values() if theme.state == Theme.State.HIDDEN]
    hand = heard(library, links, hidden, signs, {} if every else themes_beyond(library, links))
    if library.seen.all() and not unheeded(library, hand) and not gone(owner).exists():
        raise NothingToDo("Nothing has come in since the themes were last grouped.")
    group = grouped if every else grown
    return _Work(library, hand, group(library, hand, themes, held(themes.values(), owner)), themes)


def _write(owner: User, work: _Work, names: Names) -> None:
    before = sizes_of(owner)
    kept = keep(owner, work.library, work.hand, work.lineage, names)
    after = sizes_of(owner)
    tell(Outcome(owner, work.library, work.lineage, names, kept, before, after))


def _counted(library: Library) -> str:
    return f"{len(library)} passage{pluralize(len(library))}"
