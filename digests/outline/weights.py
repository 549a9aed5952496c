"""How much would be lost without a slide: where a deck is to be shorter, the least goes first."""

OPEN, DIVIDER = 1, 1.5
# A further slide of a theme weighs 2 and 1 for each of its sources.
QUOTED, AGENDA = 5.5, 6
# Two thin themes share a slide before one of these goes.
VARIED = 10
FIRST_QUOTED, TABLE, PICTURED, CHARTED, COMPARED = 11, 12, 13, 16, 18
CLOSING, TERMS = 40, 50
FIRST = 100
