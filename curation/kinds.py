"""The kinds of source; pure, so that readers can name them without the ORM."""

from enum import StrEnum


class Kind(StrEnum):
    POST = "post"
    EPISODE = "episode"
    MEMO = "memo"
    ARTICLE = "article"
    NOTE = "note"
    HIGHLIGHT = "highlight"
    LINK = "link"


class InsetKind(StrEnum):
    """What stands in a source and is no prose."""

    IMAGE = "image"
    CODE = "code"
