"""How the text is set for one device: size, width, face and ground, kept in a cookie so that no page flashes. Pure."""

from dataclasses import asdict, dataclass

COOKIE = "look"
YEAR = 365 * 24 * 3600
SIZES = {"1": "Smaller", "2": "Small", "3": "Medium", "4": "Large", "5": "Larger"}
WIDTHS = {"1": "Narrow", "2": "Medium", "3": "Wide"}
FACES = {"serif": "Serif", "sans": "Sans serif"}
GROUNDS = {"system": "As the system", "light": "Light", "dark": "Dark", "sepia": "Sepia"}


@dataclass(frozen=True)
class Look:
    size: str = "3"
    width: str = "2"
    face: str = "serif"
    ground: str = "system"

    @property
    def words(self) -> str:
        """As the cookie holds it."""
        return "-".join(asdict(self).values())

    @property
    def classes(self) -> str:
        return f"size-{self.size} width-{self.width} face-{self.face} ground-{self.ground}"


CHOICES = {"size": SIZES, "width": WIDTHS, "face": FACES, "ground": GROUNDS}


def look_of(cookie: str) -> Look:
    """What is not offered is as it is by default."""
    told = dict(zip(CHOICES, cookie.split("-"), strict=False))
    return look_from(told)


def look_from(told: dict[str, str]) -> Look:
    """In: values by name, as a form sends them."""
    return Look(**{name: value for name, value in told.items() if value in CHOICES.get(name, {})})
