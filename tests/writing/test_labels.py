import pytest

from curation.writing.labels import LONGEST_LABEL, UNTITLED, as_label, kept, label_of


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
        ("Data: a field guide", "Data: a field guide"),
        ("JavaScript: the warm parts", "JavaScript: the warm parts"),
        ("Node.js and St. Ives at 3.5", "Node.js and St. Ives at 3.5"),
        ("Yeast data:text/html,<b>x</b> rises", "Yeast rises"),
        ("Yeast javascript:alert(1) rises", "Yeast rises"),
        ("Yeast <scr<b>ipt>alert rises", "Yeast alert rises"),
        ("Yeast hthttps://x.example/ttps://y.example rises", "Yeast ht rises"),
        ("Yeast drain.example/path rises", "Yeast rises"),
        ("Yeast at the.drain.example rises", "Yeast at rises"),
        ("Yeast ｈｔｔｐｓ：／／drain.example rises", "Yeast rises"),
        ("Yeast [rises][1]", "Yeast rises"),
        ("Yeast {{ request.user }} {% load x %} rises", "Yeast request.user load x rises"),
        ("Yeast\r\nBcc: cleo@example.org rises", "Yeast Bcc: rises"),
        ("<|im_start|>Yeast rises", "Yeast rises"),
        ("=HYPERLINK yeast", "HYPERLINK yeast"),
        ("酵母：上升的时间", "酵母：上升的时间"),
    ],
)
def test_a_label_is_one_line_of_plain_words(given, label):
    assert as_label(given) == label


@pytest.mark.parametrize("given", ["", " \n", "***", "https://evil.example/", "\u200b", "\u3164", "\u2800", "<b><i>"])
def test_a_label_has_words(given):
    with pytest.raises(ValueError, match="at least one word"):
        as_label(given)


def test_a_long_label_is_cut_at_a_word():
    cut = as_label("yeast " * 100)
    assert len(cut) <= LONGEST_LABEL
    assert cut.endswith("yeast…")


@pytest.mark.parametrize("named", ["🚀", "https://mill.example/pricing", "…"])
def test_a_name_without_words_has_a_label_all_the_same(named):
    assert label_of(named) == UNTITLED


@pytest.mark.parametrize("own", ["🚀", "mill.example/pricing and plans", "iPhone notes", "https://mill.example/"])
def test_what_a_writer_only_gave_back_is_called_as_it_was(own):
    given_back = label_of(own)
    assert kept(given_back[:1].upper() + given_back[1:], own) == own


def test_what_a_writer_calls_otherwise_is_called_so():
    assert kept("Weighing flour", "Flour") == "Weighing flour"
