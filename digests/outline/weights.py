"""How much would be lost without a slide: where a deck is to be shorter, the least goes first."""

OPEN, DIVIDER = 1, 1.5
# A further slide of a theme weighs 2 and 1 for each of its sources.
AGENDA, TABLE, QUOTED = 6, 7, 7.5
PICTURED, CHARTED, COMPARED = 9, 12, 14
CLOSING, TERMS = 40, 50
FIRST = 100
