"""Themes that stay the same theme from run to run. One door: `regroup`.

`library` loads, `hand` reads what people said, `units` and `placing` group, `sparing` holds back what would change
too much at once, `lineage` tells which group is which theme, `naming` names, `keeping` writes under locks, `telling`
notes what became of each. Beyond `stage.ALL_AT_ONCE` passages only what is new is looked at: `growing`.
"""

from curation.themes.stage import regroup

__all__ = ["regroup"]
