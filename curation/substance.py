"""In: a post's text. Out: how much it reports, how much it shouts, whether it fishes for reactions.

Pure; forms of saying only, no list of topics. A report has length, figures, what somebody did and what came
of it; noise has exclamation, emoji, capitals, and asks its reader to react.
"""

import re

_LINK = re.compile(r"https?://\S+|[@#]\w+")
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s|(?<=[.:!?])\s\d{1,2}[.)]\s", re.M)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_FIGURE = re.compile(r"[$€£]?\d+(?:[.,:/]\d+)*\s?(?:%|[a-z]{1,2}\b)?")
_SPELLED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|half"
    r"|twice|doubled|halved|tripled|a\s(?:third|quarter|fifth)|(?:two|three)[\s-](?:thirds|quarters)|median|average)\b",
    re.I,
)
_DONE = re.compile(
    r"""\b(?:tested|tried|measured|counted|compared|timed|asked|read|marked|found|surveyed|moved|stopped|started|switched|cut
    |dropped|learned|learnt|ran|logged|interviewed|sampled|missed|failed|kept|lost|left|split|merged|replaced|removed|added
    |wrote|checked|tracked|looked|watched|spoke|rang|charged|raised|lowered|expected|predicted|assumed|blamed|agreed
    |disagreed|turned\sout|changed|broke|worked|cancelled|returned|improved|fell|rose|grew|went\sfrom|mapped|translated
    |served|signed|paid|sent|put|gave|reported|reviewed|labelled|rated|trained|deleted|shipped)\b""",
    re.I | re.X,
)
_WEIGHED = re.compile(
    r"""\b(?:because|so\sthat|instead|rather|than|unless|although|except|despite|against|versus|vs|per|which\smeans|in\sfact
    |whether|not|nobody|none|never|only|without|fewer|less|more|most|worst|best|every|each|before|after|since|until)\b""",
    re.I | re.X,
)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u23e9-\u23f3]")
_FISHING = re.compile(
    r"""\bagree\sor\s(?:disagree|not)\b|\bwrong\sanswers\sonly\b|\btag\s(?:a|an|your|the|some|that|one|two|\d)\w*\b
    |\b(?:tell|let)\sme\s(?:\w+\s){0,4}(?:in\sthe\s)?comments?\b|\b(?:drop|answers?|yours|comments?|thoughts)\s(?:\w+\s)?below\b
    |(?:^|[.!?👇]\s+)like\s(?:if|this)\b|\b(?:share|retweet|rt|repost)\s(?:if|this|to)\b|\bwho(?:\sis|['’]s)\swith\sme\b|\bfollow\sme\b
    |\b(?:must\s(?:be\s)?follow(?:ing)?)\b|^\W*(?:comment|reply|dm)\s(?:me\s)?(?:with\s)?(?:your|the\sword|[A-Z]{3,})\b
    |\bthank\sme\slater\b|\b(?:bookmark|save)\sthis\b|\bwill\sblow\syour\smind\b|\bfunniest\s(?:one|answer|reply)\b
    |\bi(?:\swill|['’]ll)\sgo\sfirst\b|\bwho\sneeds\sto\s(?:see|hear)\sthis\b|\bthat(?:\sis|['’]s)\sthe\s(?:post|tweet)\b
    |\b(?:thoughts|discuss|prove\sme\swrong|change\smy\smind)[?.!]*\s*$""",
    re.I | re.X | re.M,
)
_BRAG = re.compile(
    r"""\b(?:(?:thrilled|humbled|honou?red|proud|excited|delighted|grateful|blessed|stoked)\s(?:\w+\s){0,2}(?:to\s(?:\w+\s)?(?:announce|share|be|join|receive
    |have)|by|for|that)|only\s(?:hire|take|want)\b|dreams?\s(?:do\s)?come\strue|we(?:['’]re|\sare)\s(?:a\s)?(?:family|hiring)|rock\s?stars?
    |a\+\s\w+|top\s1\s?%|unicorns?\b|incredible\sjourney|best\sis\syet\sto\scome|dream\steam|need\sapply|crush(?:ing)?\sit)""",
    re.I | re.X,
)
_HYPE = re.compile(
    r"""\bwake\sup\b|\bno(?:body|\sone)\sis\scoming\b|\balready\s(?:dead|behind|too\slate)\b|\beverything\s(?:changes|has\schanged|will\schange)\b
    |\bchanges?\severything\b|\bwill\schange\severything\b|\b(?:no|zero)\sexcuses\b|\bfuture\sis\s(?:here|now)\b|\bmost\speople\s(?:have\sno\sidea|don['’]t)
    |\bgame[\s-]changer\b|\bmind[\s-]?blow\w*|\b(?:insane|wild|illegal)\b|\bnever\sbe\sthe\ssame\b|\b10x\b|\bwhile\s(?:you\s)?sleep\w*|\bact\snow\b
    |\b(?:winners|quitters|losers|dreamers)\b|\bdream\sbig\b|\bfeel\slike\sa\sgenius\b|\bare\syou\sready\b|\bis\sdead\b""",
    re.I | re.X,
)
_LONG = 60
# Signs; what is counted below reaches its full measure long before.
_READ = 10_000


def words_of(text: str) -> list[str]:
    return _WORD.findall(_LINK.sub("", text))


def figures(text: str) -> int:
    """Out: how many quantities it names; a list's own numbers are none."""
    plain = _LIST_NUMBER.sub(" ", _LINK.sub("", text))
    return len(_FIGURE.findall(plain)) + len(_SPELLED.findall(plain))


def deeds(text: str) -> int:
    """Out: how many words tell what somebody did, or what came of it."""
    return len(_DONE.findall(text))


def substance(text: str) -> float:
    """Out: 0 for a remark, towards 1 for a report: long, with figures, with what was done and weighed.

    Of a long text its beginning tells.
    """
    text = text[:_READ]
    count = len(words_of(text))
    if not count:
        return 0.0
    length = min(1.0, count / _LONG)
    counted = min(1.0, figures(text) / 4)
    done = min(1.0, deeds(text) / 3)
    weighed = min(1.0, len(_WEIGHED.findall(text)) / 4)
    return length * (0.4 * counted + 0.35 * done + 0.25 * weighed) * (1 - shouting(text))


def shouting(text: str) -> float:
    """Out: 0 to 1 by exclamation marks, emoji and words in capitals, for the length of the text."""
    words = words_of(text)
    capitals = sum(len(word) > 3 and word.isupper() for word in words)
    loud = text.count("!") + 1.5 * len(_EMOJI.findall(text)) + 0.5 * capitals
    return min(1.0, 6 * loud / max(len(words), 12)) if loud > 1 else 0.0


def fishes(text: str) -> bool:
    """True for a post that asks to be liked, shared, tagged, answered."""
    return bool(_FISHING.search(text))


def brags(text: str) -> bool:
    """True for an announcement of success or of vacancies that says nothing else."""
    marks = len(_BRAG.findall(text))
    return marks > 1 or (marks == 1 and (shouting(text) > 0 or figures(text) == 0))


def hypes(text: str) -> bool:
    """True for urgency and superlatives about the future, two of them or one said loudly."""
    marks = len(_HYPE.findall(text))
    return marks > 1 or (marks == 1 and shouting(text) > 0)
