"""In: a sentence. Out: whether it can be read alone, and how well. Pure; rules of form, no list of topics."""

import re

from curation.writing.words import is_content

_STRONG_WORDS = 20, 62
_WORDS = 8, 90
_RICH = 6
_MANY_FIGURES = 6
_WORD = re.compile(r"[\w%$€£#’'.,-]*\w[\w%’'-]*")

_POINTER = re.compile(
    r"""^["'“‘(]*(?:
    (?:this|these|those|they|them|he|she|him|his|her|hers|their|theirs|its|ours|mine|yours|such|which|both|neither|same|another)\b
    |they['’]\w+|(?:he|she)['’]\w+|that\b|that['’]\w+
    |it(?:['’]\w+)?\s(?!(?:is|was|will\sbe|takes|took|turns\sout|seems|becomes|pays|helps|would\sbe|can\sbe)
      \s(?:\w+\s){0,3}(?:to|that|how|when|if|why)\b)
    |it['’]s\s(?!(?:\w+\s){1,3}(?:to|that|how|when|if)\b)
    |(?:the\s(?:latter|former|same|other|others|answer|reason|result|point|first\sone|second\sone|idea\shere))\b
    |(?:one|some|most|many|all|none|each|neither|either|part|two|three)\s(?:more|other|last|final)\b
    |(?:one|some|most|many|all|none|each|neither|either|part|two|three)\sof\s(?:them|these|those|this|that|it|which)\b
    |here(?:['’]s|\sis|\sare)?\b|there\syou\b|there['’]s\s(?:this|that|also|another|no\sway)\b
    |(?:sounds|seems|looks|feels|turns\sout|makes|goes|means|works|depends|takes|needs|gets|costs)\b|you\ssee\b|the\s(?:one|ones)\b
    )""",
    re.I | re.X,
)
_CONNECTIVE = re.compile(
    r"""^["'“‘(]*(?:
    and|but|so|or|nor|then|because|which|yet|also|however|therefore|thus|hence|instead|otherwise|similarly|likewise
    |consequently|moreover|furthermore|meanwhile|nevertheless|nonetheless|besides|plus|still,|again,|accordingly
    |for\s(?:example|instance)|in\s(?:other\swords|that|this|these|those|contrast|addition|particular|turn|fact|short)
    |on\sthe\s(?:other\shand|one\shand|flip\sside|contrary)|as\s(?:a\sresult|such|well|for)\b|at\sthe\ssame\stime
    |by\scontrast|after\sthat|before\sthat|to\s(?:that|this)|either\sway|even\sso|in\sthat\scase|same\s(?:goes|thing)
    |all\s(?:the\s)?while|other\s(?:thing|one)s?|me\stoo|first(?:ly)?,|second(?:ly)?,|third(?:ly)?,|finally,|next,|last(?:ly)?,|e\.g\.|i\.e\.|like\b|not\sto\smention|let\salone
    |now(?!\sthat\b)|rather,|all\swhile|whereas|not\s(?:just|only|even|necessarily)|of\scourse|obviously|exactly|that\ssaid|long\sstory|other\sthan\sthat|except
    )(?=[\s,]|$)""",
    re.I | re.X,
)
_CHATTER = re.compile(
    r"""^["'“‘(]*(?:hi|hello|hey|welcome|thanks?|thank\syou|good\s(?:morning|evening|point|question)|cheers|congrat\w*
    |dude|cool|ok(?:ay)?|all\sright|alright|yeah|yes|yep|yup|no,|nope|right[,.]|wow|great[,!.]|awesome|sorry|sure|well,
    |oh|ah|um|uh|hmm|haha|lol|look,|listen,|see,|anyway|interesting\.|absolutely|exactly|i\sguess|i\smean|me:|you:)
    (?=[\s,.!]|$)""",
    re.I | re.X,
)
_ADDRESS = re.compile(
    r"""^@|^(?:turn|get|try|discover|unlock|boost|supercharge|level\sup)\s(?:your|our)\b|https?://|www\.|\b(?:check\s(?:it|this|them|out)|link\s(?:in|below)|links?\sto\sthe|in\s(?:my|the)\sbio|subscribe
    |sign\sup|giveaway|use\s(?:my\s)?code|promo|discount|follow\sme|join\s(?:us|me)|dm\sme|retweet|rt\sif|like\sand\s
    |thanks\sfor|thank\syou|apply\s(?:now|online|today)|register\s(?:now|here)|sponsor(?:ed|s)?\b|\bfdic\b|banking\sservices|terms\s(?:\w+\s)*apply|offer\scode|book\sa\sdemo|\bnot\sa\sbank\b|brought\sto\syou
    |visit\s\S+\.\w{2,}|\w+\.com\b|learn\smore|stay\stuned|swipe|tap\sthe|click|free\strial|limited\stime|rolling\sout\sto
    |we\s(?:curate|help\syou|offer|bring\syou|send\syou|deliver)|you\sheard|nice\sto\smeet|good\sto\s(?:be|see)|let\sme\sknow|comment\sbelow|notes\sbelow|thread\sbelow|see\sbelow
    |(?:1/|🧵))""",
    re.I | re.X,
)
_TALK = re.compile(
    r"""\b(?:as\s(?:i|you|we|he|she|they)(?:['’]ve)?\s(?:said|mentioned|noted|saw|discussed|described)|you(?:['’]ve)?\s(?:just\s)?
    (?:said|mentioned|asked|talked|wrote)|your\s(?:question|point|podcast|blog|listeners)|i\sshould\ssay|i\sdon['’]t\sknow
    |i['’]m\snot\s(?:actually\s)?sure|let\sme\s|let['’]s\s|we['’]ll\s(?:talk|get|come)|today['’]?s?\s(?:i['’]m|episode|guest)|this\sepisode
    |i\s(?:want|wanted|would\slike)\sto\s(?:ask|talk|say|mention|thank|add|come\sback)|going\sback\sto|move\son\sto|tell\s(?:me|us)
    |do\syou\s(?:think|feel|see|find|believe|expect|mean|remember)|i\sremember\b|if\sthat\smakes\ssense|i['’]m\scurious|i\swas\s(?:just\s)?(?:wondering|going\sto\ssay|thinking)|my\squestion
    |(?:next|last|previous|first)\s(?:slide|question|section|chapter|item)|what\si\smean|in\sthe\sabove|above\sfigure|screenshot)\b""",
    re.I | re.X,
)
_VERB_LIKE = re.compile(r"\s(?!yes\b)[a-z]+(?:[^su\W]s|en)\b")
_FIGURE = re.compile(
    r"[£$€]?\b\d+(?:[.,:]\d+)*%?|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|million|billion|half|third|quarter|twice|double[ds]?)\b",
    re.I,
)
_WEIGHS = re.compile(
    r"\b(?:because|so\sthat|instead|rather|than|unless|although|even\sif|whereas|despite|means?|if|when|should|must|never|always"
    r"|every|only|not|no|most|cheaper|faster|better|worse|more|less|fewer|until|cannot|can['’]t|don['’]t|isn['’]t|doesn['’]t)\b",
    re.I,
)
_HOUSEKEEPING = re.compile(
    r"""\b(?:see\syou\s(?:next|in|soon|then)|(?:i|we)['’]ll\s(?:be\sback|see\syou)|next\s(?:week|time)\b.{0,40}\b(?:we|show|guest)
    |in\sthe\sroom\s(?:today|with)|with\sme\s(?:today|is|are|in)|joining\s(?:me|us)|(?:my|our)\s(?:next\s)?guests?\b|on\sthe\s(?:show|podcast|programme)
    |after\sthe\sbreak|later\son\swe|coming\sup\b|\bon\sthe\sline\b|usual\saddress|(?:write|email|send)\s(?:in|us|your\squestions)\b|(?:if\syou(?:['’]ve)?\s(?:have\s|got\s)?a\squestion)
    |that['’]s\s(?:all|it)\s(?:for|from)|thanks\s(?:to|for)|today\si['’]m\s(?:speaking|talking|joined)|who(?:['’]s|\sis)\scoming\s(?:up|on)
    |(?:in|for|from)\sthe\ssection\s(?:on|about)|keep\s(?:that|this)\sin\smind|as\sshown|see\s(?:the|fig|table)|can\si\s(?:say|ask|add)\b
    |what\sfollows|stick\swith\sme|bear\swith\sme|(?:naive|quick|last|final|follow-?up|good|great)\squestion\b|question\si\b|more\son\s(?:that|this)|i['’]ve\sgot\s[A-Z]\w+|(?:recorded|edited|produced|presented)\s(?:by|in|at)\b|transcript)""",
    re.I | re.X,
)
_FILLER = re.compile(
    r"""\b(?:you\sknow|kind\sof|sort\sof|i\smean|um+|uh+|er|basically|honestly|literally|i\sguess|i\s(?:do\s)?feel\slike|i\sdo
    |or\s(?:something|whatever|so)|et\scetera|and\sso\son(?:\sand\sso\sforth)?|and\sstuff|all\sthat\sstuff|all\sthe\sstuff|stuff
    |things\slike\sthat|something\slike\sthat|okay|yeah|actually|really|a\slittle\sbit|a\sbit|just|i\sthink|maybe
    |obviously|pretty\smuch|whatnot|(?:definitely|just|literally|basically|from|to|of|for|with|in)\slike|like\sa\slot)\b|['’](?:s|ll|re|m)\slike\b|\b(?:like|well|oh),|\bright\?|\blike\slike\b|,\slike\b|\slike\s(?:a|an|the|very)\svery\b""",
    re.I | re.X,
)
_ANNOUNCES = re.compile(
    r"""^(?:sharing|excited|happy|glad|proud|thrilled|introducing|announcing|some\s(?:thoughts|notes|of\smy)|my\s(?:thoughts|notes|talk)
    |new\s(?:post|blog|paper|video|episode|workflow)|(?:i|we)\s(?:just\s)?(?:released|launched|spoke|wrote|posted|published|gave\sa\stalk|love\sthis|read\s)
    |(?:a\snumber\sof|some|many|lots\sof|a\slot\sof)\speople\s(?:are|have|say|think|ask|talk|propose)|people\s(?:have|often|keep|say|talk)
    |there['’](?:s|re)\sbeen|in\sthis\s(?:post|video|talk|article|paper|thread)|interesting\s(?:discussion|conversation|talk))\b
    |\b(?:some\shighlights|my\snotes|takeaways)\b""",
    re.I | re.X,
)
_BARE_POINTER = re.compile(
    r"""\b(?:this|these|those)\b(?=\s(?:is|was|are|were|as|called|to|in|on|at|by|of|because|and|but|or|than|can|will|would|could
    |should|may|might|do|does|did|has|have|means|when|if|happen\w*|work\w*|like)\b|[.,;:!?])
    |\b(?:of|with|like|for|about|to|than|do|did|on|by|from|then|say|says|said|because|if|when)\sthat(?=[.,;:!?]|['’]s|\s(?:is|was|and|or)\b)""",
    re.I | re.X,
)
_REPEATED = re.compile(r"\b(\w{4,}\s\w{4,})\b.*\b\1\b", re.I)
_STUTTER = re.compile(r"\b(\w+(?:\s\w+){0,3}),?\s\1\b|\b(\w{4,}),\s\2(?:ly|ful|fully|ing|ed|s)\b", re.I)
# "If you point to the code and the model completes it": what would follow has not come.
_HANGS = re.compile(
    r"^(?:if|when|because|while|although|since|whereas)\b(?![^,]*\s(?:then|it|you|there)\s(?:is|are|will|can|should|must)\b)[^,:—–]*$",
    re.I,
)
_VAGUE = re.compile(r"\b(?:it|this|that|these|those|they|them|he|she|him|thing|things|something|stuff|one)\b", re.I)
_LOOSE_END = re.compile(
    r"\b(?:this|that|it|them|those|these|so|one|ones|though|too|here|there|either|do|does|did|don['’]t|doesn['’]t|didn['’]t|is|are|isn['’]t|aren['’]t|was|will|won['’]t|can|can['’]t)[.!…\"”’)]*$",
    re.I,
)
_EARLY_POINTER = re.compile(
    r"""^(?:(?:and|but|so|well|now|again|actually|basically|honestly|maybe|because|i|we|you|people|do|don['’]t|not|would|guess|
    think|say|feel|believe|know|like|just|really|that|as|if|when|what|how|why|it['’]s)[\s,]+)+(?:this|that['’]s|these|those|they
    |he|she|it|it['’]s)\b""",
    re.I | re.X,
)
# Numbers that stand for the items of a list told elsewhere: "1 and 2, but 3 is".
_NUMBERED = re.compile(
    r"\b(?:but|and|so|while)\s[1-9]\s(?:is|are|was|has|can|will)\b"
    r"|\b(?:of|to|on|with|both)\s[1-9]\s(?:and|or)\s[1-9]\b"
    r"|\b(?:is|are|was)\s(?:\w+\s)?(?:number\s|#)?[1-9][.!]$"
    r"|:\s\(?1[.)]\s"
)
_END = re.compile(r"[.!?…][\"'”’)\]*_]*$")
_BROKEN_END = re.compile(r"(?:\.{3}|…)[\"'”’)]*$|[.!?,:]\s\(?\d{1,2}\.$|\b(?:vs|e\.g|i\.e|etc|Mr|Dr|Inc|St)\.$")
_BARE_QUOTE = re.compile(r"^[\"“‘'][^\"”]*$|^[^\"“]*[”\"]$")
_VERB = re.compile(
    r"""\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|will|would|should|must|may|might|isn['’]t|aren['’]t
    |don['’]t|doesn['’]t|didn['’]t|won['’]t|can['’]t|cannot|\w+['’](?:s|re|ll|ve|d|m)|\w{2,}ed|need|needs|make|makes|take|takes|get|gets
    |let|lets|become|becomes|mean|means|give|gives|go|goes|keep|keeps|want|wants|work|works|think|thinks|know|knows|find|finds
    |say|says|build|builds|learn|learns|use|uses|show|shows|run|runs|help|helps|start|starts|come|comes|cost|costs|teach|teaches
    |told|said|found|made|took|got|went|came|built|wrote|read|ran|saw|led|grew|fell|rose|beat|beats|cut|put|set|won|lost|kept
    |spoke|stood|sent|left|gave|paid|met|knew|felt|thought|rang|sold|drew|chose|spent|meant|heard|brought|held|hit|hurt|quit|wants
    |gains|loses|pays|stays|leaves|asks|reads|writes|sends|tells|takes|holds|turns|moves|brings|matters|happens|depends|exists)\b""",
    re.I | re.X,
)


def words_in(text: str) -> int:
    return len(_WORD.findall(text))


def dangles(text: str) -> bool:
    """True where the opening leans on the sentence before: "This is why", "He said", "And so"."""
    return bool(_POINTER.match(text) or _CONNECTIVE.match(text) or _EARLY_POINTER.match(text))


def asks(text: str) -> bool:
    return bool(re.search(r"\?[\"'”’)\]]*$", text))


def is_address(text: str) -> bool:
    """True for greetings, promotion and words to one person, which say nothing to a later reader."""
    return bool(_CHATTER.match(text) or _ADDRESS.search(text))


def is_housekeeping(text: str) -> bool:
    """True for what a host or an author says about the show or the page itself."""
    return bool(_HOUSEKEEPING.search(text))


def hangs(text: str) -> bool:
    """True for a condition or a reason without the clause that it leads to."""
    return bool(_HANGS.match(text))


def has_verb(text: str) -> bool:
    """Stricter than what `is_complete` asks for: no plural passes for a verb."""
    return bool(_VERB.search(text))


def is_complete(text: str, *, listed: bool = False) -> bool:
    """True for a whole sentence; a list item (`listed`) needs a verb, but no capital and no full stop."""
    if text.count("(") != text.count(")") or text.count('"') % 2 or _BROKEN_END.search(text) or _BARE_QUOTE.match(text):
        return False
    if listed:
        return bool(_VERB.search(text)) and not text.endswith((":", ","))
    opening = text.lstrip("\"'“‘([*_")[:1]
    states = _VERB.search(text) or _VERB_LIKE.search(text)
    return bool(states and _END.search(text)) and not opening.islower()


def litter(text: str) -> int:
    """Out: how many fillers, repeated words and asides about the talk itself are in the way."""
    broken = len(_STUTTER.findall(text)) + len(_REPEATED.findall(text)) + len(_TALK.findall(text))
    return len(_FILLER.findall(text)) + 2 * broken


def claim(text: str) -> float:
    """Out: 0 to 1 by the figures it names and the words that weigh, compare or give a reason."""
    return min(1.0, 0.2 * min(2, len(_FIGURE.findall(text))) + 0.2 * len(_WEIGHS.findall(text)))


def quality(text: str, *, listed: bool = False, alone: str = "") -> float:
    """Out: 0 for what must not be shown alone, else about 1: long enough, dense, without litter, a claim.

    `alone` is its first sentence, where it has several: only there are pronouns without a noun before them.
    """
    count = words_in(text)
    fit = _WORDS[0] <= count <= _WORDS[1] and is_complete(text, listed=listed)
    if not fit or is_address(text) or asks(text):
        return 0.0
    words = [word.lower() for word in _WORD.findall(text)]
    content = sum(map(is_content, words))
    density = content / count * min(1.0, content / _RICH)
    noise = litter(text) * min(1.0, 25 / count)
    score = _length_factor(count) * 0.72**noise * min(1.0, 0.3 + 1.6 * density) * clear(alone or text)
    if _LOOSE_END.search(text):
        score *= 0.7
    if _NUMBERED.search(text):
        score *= 0.3
    if hangs(alone or text):
        score *= 0.6
    if _ANNOUNCES.search(text):
        score *= 0.5
    score *= (0.9 + 0.3 * claim(text)) * (0.85 if len(_FIGURE.findall(text)) > _MANY_FIGURES else 1.0)
    return max(0.0, score * (0.75 if listed and not _END.search(text) else 1.0))


def clear(text: str) -> float:
    """Out: 1 for a text without a pronoun that could stand for something said before, less for each."""
    vague = len(_VAGUE.findall(text)) + 2 * len(_BARE_POINTER.findall(text))
    return max(0.0, 1 - 2 * vague / max(8, words_in(text)))


def _length_factor(count: int) -> float:
    low, high = _STRONG_WORDS
    if count < low:
        return 1 - 0.025 * (low - count)
    return 1.0 if count <= high else max(0.4, 1 - 0.03 * (count - high))
