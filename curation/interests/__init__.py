"""What a reader is after, said in phrases, by examples and by appeals; whoever says something has it judged anew."""

from curation.interests.appeals import appeal, settle
from curation.interests.examples import unwant, want
from curation.interests.phrases import Wish, add, back_to_defaults, remove, rename, weigh, wish_for, wishes_of

__all__ = [
    "Wish",
    "add",
    "appeal",
    "back_to_defaults",
    "remove",
    "rename",
    "settle",
    "unwant",
    "want",
    "weigh",
    "wish_for",
    "wishes_of",
]
