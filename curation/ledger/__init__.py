"""What language models cost: booked call by call, held below a cap, asked about before it is much."""

from curation.ledger.booking import BookedChat
from curation.ledger.consent import Estimate, consent, estimate
from curation.ledger.memory import KeptReplies

__all__ = ["BookedChat", "Estimate", "KeptReplies", "consent", "estimate"]
