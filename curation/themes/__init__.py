"""Themes that stay the same theme from run to run. One door: `regroup`.

`library` loads, `hand` reads what people said, `units` and `placing` group, `lineage` tells which group is
which theme, `naming` names, `keeping` writes under locks, `telling` notes what became of each. Beyond
`library.ALL_AT_ONCE` passages only what is new is looked at: `growing`.
"""

from curation.themes.stage import regroup

__all__ = ["regroup"]
