"""In: lines of a text. Out: whether they are a program's rather than a person's. Pure."""

import re

_LINE = re.compile(
    r"[{};]\s*$|^\s*(?:[#$>%]\s|//|/\*|<\w|</)|[=!<>+*/-]=|\w\(.*\)\s*[:{;]?\s*$|=>|->|::|^\s*\w+\s*=\s*\S|^\s*[}\])]"
    r"|^\s*(?:def|class|import|from|return|if|for|while|let|const|var|fn|func|select|insert|create)\b.*[:;({]?\s*$"
)
_LEAST_SHARE, _FEWEST = 0.3, 2


def is_program(text: str, *, fewest: int = _FEWEST) -> bool:
    """A third of its lines end, begin or are indented as those of a program; of `fewest` lines, nobody can tell."""
    lines = [line for line in text.splitlines() if line.strip()]
    coded = sum(bool(_LINE.search(line)) or line.startswith(("  ", "\t")) for line in lines)
    return len(lines) >= fewest and coded >= _LEAST_SHARE * len(lines) and any(map(_LINE.search, lines))
