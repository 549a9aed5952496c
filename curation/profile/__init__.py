"""What a reader says of themselves. It shapes passes and digests, and only its reader's own hand changes it."""

from curation.profile.told import NOTHING_TOLD, ProfileTold, profile_of, told_for

__all__ = ["NOTHING_TOLD", "ProfileTold", "profile_of", "told_for"]
