import pytest

from curation.writing.labels import LONGEST_LABEL, as_label


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("Yeast and patience", "Yeast and patience"),
        ("  Yeast\nand\tpatience ", "Yeast and patience"),
        ("# **Yeast** and patience", "Yeast and patience"),
        ("Yeast ![x](http://evil.example/?q=1) rises", "Yeast x rises"),
        ("Yeast <img src=x onerror=alert(1)> rises", "Yeast rises"),
        ("Yeast at https://evil.example/a rises", "Yeast at rises"),
        ("Ye\u200bast \U000e0041rises", "Yeast rises"),
        ("C# at 5% and R&D", "C# at 5% and R&D"),
    ],
)
def test_a_label_is_one_line_of_plain_words(given, label):
    assert as_label(given) == label


@pytest.mark.parametrize("given", ["", " \n", "***", "https://evil.example/", "\u200b"])
def test_a_label_has_words(given):
    with pytest.raises(ValueError, match="at least one word"):
        as_label(given)


def test_a_long_label_is_cut_at_a_word():
    cut = as_label("yeast " * 100)
    assert len(cut) <= LONGEST_LABEL
    assert cut.endswith("yeast…")
