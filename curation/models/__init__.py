"""The library: sources, their passages, the themes they form, and the record of work done on them."""

from curation.models.edits import Edit
from curation.models.fingerprints import Fingerprint
from curation.models.handovers import Handover, HandoverQuerySet
from curation.models.insets import Inset, InsetQuerySet
from curation.models.interests import Appeal, Example, Interest, LanePick
from curation.models.ledger import Allowance, KeptReply, ModelCall, ModelCallQuerySet
from curation.models.library import KIND_CHOICES, Chapter, Passage, PassageQuerySet, Source, SourceQuerySet
from curation.models.likenesses import Likeness
from curation.models.profile import Profile, ProfileChange
from curation.models.runs import Run, RunQuerySet
from curation.models.search import (
    LONGEST_QUERY,
    FrequentTerm,
    LargeLibrary,
    Posting,
    SavedSearch,
    SavedSearchQuerySet,
)
from curation.models.themes import PassageLink, Placement, Theme, ThemeEvent, ThemeQuerySet
from curation.models.tokens import ApiToken, ApiTokenQuerySet
from curation.models.transcripts import Transcript

__all__ = [
    "KIND_CHOICES",
    "LONGEST_QUERY",
    "Allowance",
    "ApiToken",
    "ApiTokenQuerySet",
    "Appeal",
    "Chapter",
    "Edit",
    "Example",
    "Fingerprint",
    "FrequentTerm",
    "Handover",
    "HandoverQuerySet",
    "Inset",
    "InsetQuerySet",
    "Interest",
    "KeptReply",
    "LanePick",
    "LargeLibrary",
    "Likeness",
    "ModelCall",
    "ModelCallQuerySet",
    "Passage",
    "PassageLink",
    "PassageQuerySet",
    "Placement",
    "Posting",
    "Profile",
    "ProfileChange",
    "Run",
    "RunQuerySet",
    "SavedSearch",
    "SavedSearchQuerySet",
    "Source",
    "SourceQuerySet",
    "Theme",
    "ThemeEvent",
    "ThemeQuerySet",
    "Transcript",
]
