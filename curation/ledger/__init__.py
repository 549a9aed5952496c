"""What language models cost: booked call by call, held below a cap, asked about before it is much."""

from curation.ledger.booking import BookedChat
from curation.ledger.consent import GO_ON, QUOTE, Estimate, consent, estimate, estimate_of
from curation.ledger.memory import KeptReplies

__all__ = ["GO_ON", "QUOTE", "BookedChat", "Estimate", "KeptReplies", "consent", "estimate", "estimate_of"]
