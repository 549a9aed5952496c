"""A week of three themes, each spoken of by two sources or more."""

import datetime

from tests.shelf import put_passage, put_source, put_theme

DAY = datetime.date(2026, 3, 2)
WEEK = (DAY - datetime.timedelta(days=6), DAY)
THEMES = {
    "Reading traces": [
        "Marlow Quill read one hundred and twenty traces by hand before lunch on Tuesday.",
        "A trace that nobody reads is a receipt for money already spent.",
        "Reading traces aloud with a colleague found the loop that the dashboard hid.",
    ],
    "Judges of models": [
        "A judge that shares the model's training shares its blind spots as well.",
        "The judge agreed with two editors in 91 percent of the cases.",
    ],
    "Small kitchens": [
        "A kitchen of four cooks needs no head of sauces.",
        "The small kitchen closed on Mondays and lost no guest over it.",
    ],
}


def put_week(owner):
    """Out: the themes, largest first."""
    return [_put_theme(owner, name, texts) for name, texts in THEMES.items()]


def _put_theme(owner, name, texts):
    theme = put_theme(owner, name)
    for number, text in enumerate(texts):
        source = put_source(owner, text, title=f"{name}, part {number + 1}", author="Philippa Drummond", met_on=DAY)
        put_passage(owner, text, source=source, theme=theme)
    return theme
