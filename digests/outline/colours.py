"""Colours as six hexadecimal digits: their contrast (WCAG 2.2), mixtures, and how far two stand apart (OKLab)."""

from itertools import combinations

# For text; for what is drawn.
TEXT_CONTRAST, DRAWN_CONTRAST = 4.5, 3.0


def channels(colour: str) -> tuple[float, float, float]:
    """Out: red, green and blue, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Out: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Out: `one` with that share of `other` in it."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pairs)


def is_dark(colour: str) -> bool:
    return contrast(colour, "FFFFFF") > contrast(colour, "000000")


def apart(one: str, other: str) -> float:
    """Out: the distance in OKLab; 0.05 can be told, 0.1 at a glance. See https://bottosson.github.io/posts/oklab/."""
    return sum((a - b) ** 2 for a, b in zip(_oklab(one), _oklab(other), strict=True)) ** 0.5


def closest(colours: tuple[str, ...]) -> float:
    """Out: the distance of the two that are nearest to each other."""
    return min(apart(one, other) for one, other in combinations(colours, 2))


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> list[float]:
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels(colour)]


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
