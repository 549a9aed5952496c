"""In: how long a text is. Out: how long reading it takes, in minutes. Pure."""

# 230 words a minute, of about six letters with their space.
LETTERS_A_MINUTE = 230 * 6
CARD = 0.5
# An explanation, and a round of questions, take about a quarter of the text; never less, nor more, than these.
LATER_SHARE, SHORTEST_LATER, LONGEST_LATER = 0.25, 2.0, 10.0


def reading(letters: int) -> float:
    return max(0, letters) / LETTERS_A_MINUTE


def later_pass(letters: int) -> float:
    """Pass 2 or 3 over a text of that length."""
    return min(LONGEST_LATER, max(SHORTEST_LATER, LATER_SHARE * reading(letters)))


def whole(minutes: float) -> int:
    """Whole minutes; what takes any time takes at least one."""
    return max(1, round(minutes)) if minutes > 0 else 0


def finished(letters: int, passes: tuple[int, int, int]) -> float:
    """What as many passes, first, second and third ones, over a text of that length take together."""
    return passes[0] * reading(letters) + (passes[1] + passes[2]) * later_pass(letters)
