"""In: US dollars, often small fractions of a cent. Out: them in words."""

from decimal import Decimal

NOTHING = Decimal(0)
CENT, SMALLEST = Decimal("0.01"), Decimal("0.0001")


def dollars(amount: Decimal) -> str:
    """`$1.20`, and below a cent `$0.0042`."""
    if not amount or amount >= CENT:
        return f"${amount:,.2f}"
    return f"${amount:.4f}" if amount >= SMALLEST else f"under ${SMALLEST}"
