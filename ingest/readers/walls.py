"""In: a page and the little text found on it. Out: the sentence that says what stands before the article. Pure.

Told by what the page is made of where possible, and by its own words where they are few.
"""

import re

from lxml import etree

from ingest.readers.page_facts import Facts

STUB = 400
NOTHING = 40
_BY_HAND = "open it in your browser, save the page and hand the file over"
# A number is a status where it stands alone or beside a word for an error; in a heading it may count anything.
_FAULT = r"(?:error|fehler|erreur|errore|http|status)"


def _status(numbers: str) -> str:
    return rf"\A\W*(?:{numbers})\W*\Z|\b{_FAULT}\W{{1,3}}(?:{numbers})\b|\b(?:{numbers})\W{{1,3}}{_FAULT}\b"


_MISSING = re.compile(
    rf"{_status('404|410')}|\A\W*not found\b|"
    r"\b(?:page|site|file|url|document|article|post|story|\d{3})\W+not found\b|"
    r"\b410 gone\b|\b(?:page|site|url|link|article|post|story|content|it)\b.{0,30}"
    r"\b(?:no longer (?:available|exists)|does(?:n['’]t| not) exist)\b|"
    r"\b(?:seite nicht gefunden|seite existiert nicht|page introuvable|página no encontrada|pagina non trovata)\b", re.I
)  # fmt: skip
_FORBIDDEN = re.compile(
    rf"{_status('403')}|\A\W*forbidden\W*\Z|\b403\W+forbidden\b|\A\W*just a moment\W*\Z|"
    r"\b(?:access denied|attention required|are you (?:a )?(?:human|robot)|"
    r"verify(?:ing)? (?:that )?you are|unusual traffic|captcha|zugriff verweigert|accès refusé|acceso denegado)\b", re.I
)  # fmt: skip
_BROKEN = re.compile(
    rf"{_status('50[0234]')}|\b(?:internal server error|bad gateway|service unavailable|gateway time-?out)\b", re.I
)
# A title has the site's name beside it.
_BETWEEN = re.compile(r"\s[|–—·:-]+\s")
_SCRIPT = re.compile(
    r"\b(?:enable|requires?|turn on|activ\w+|aktivier\w+|without|sans|ohne)\b.{0,40}\bjavascript\b", re.I | re.S
)
_SCRIPT_LATE = re.compile(
    r"\bjavascript\b.{0,40}\b(?:disabled|required|enabled|off|aktivier\w+|activ\w+|desactiv\w+)\b", re.I | re.S
)
_COOKIES = re.compile(
    r"\b(?:accept|allow|use|consent|zustimm\w+|akzeptier\w+|accept\w+|acept\w+)\b.{0,60}\bcookies?\b", re.I | re.S
)
_COOKIES_LATE = re.compile(
    r"\bcookies?\b.{0,60}\b(?:accept|consent|settings|zustimm\w+|akzeptier\w+|accept\w+|acept\w+)", re.I | re.S
)
_DOOR = re.compile(r"\b(?:log ?in|sign ?in|anmelden|einloggen|se connecter|iniciar sesión|accedi)\b", re.I)
_ADJECTIVE = r"(?:our|paid|paying|premium|registered) "
_SUBSCRIBERS = rf"(?:for|to) (?:(?:{_ADJECTIVE})*subscribers|(?:{_ADJECTIVE})+members)\b(?! (?:of|who|in|at|with)\b)"
_MEMBERS = rf"(?:for|to) (?:{_ADJECTIVE})*members\b(?! (?:of|who|in|at|with)\b)"
_WHAT = r"(?:article|story|post|content|issue|archive)"
_WHOLE = rf"(?:full|rest|whole|entire|{_WHAT})"
_JOIN = r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:paid |paying )?(?:member|subscriber)|upgrade|join)"
# A call is made in a sentence of its own, and names what it would open: articles tell of people who sign up, too.
_FEE = re.compile(
    rf"(?:\A|[.!?:,;|–—•\n-]\s*|\b(?:please|must|need to|have to) ){_JOIN}\b.{{0,50}}\b(?:"
    rf"to (?:continue|keep|finish) reading|for full access|to read (?:this|more|on|the {_WHOLE})|"
    rf"to (?:view|unlock|access) (?:it|this|more|(?:the |our )?{_WHOLE}))\b|"
    rf"to (?:continue|keep|finish) reading\W+(?:please )?{_JOIN}\b|"
    r"\balready a (?:(?:paid|paying) )?(?:subscriber|member)(?: ?\?|\W{0,3}(?:sign|log) ?in\b)|"
    rf"\bthis {_WHAT} is (?:only |exclusively |reserved |available )*(?:{_SUBSCRIBERS}|{_MEMBERS})|"
    rf"\b(?:only|exclusive(?:ly)?|reserved) {_SUBSCRIBERS}|\b{_SUBSCRIBERS} only\b|"
    rf"\b(?:subscribers?|members?)[- ]only {_WHAT}\b|"
    r"\b(?:\d+|one|two|three|no) (?:more |remaining )?(?:free )?(?:articles?|story|stories) (?:left|remaining)\b|"
    r"\b(?:last|remaining) free (?:articles?|story|stories)\b|"
    r"nur für abonnent|jetzt (?:weiterlesen|abonnieren)|weiterlesen mit|réservé aux abonné|"
    r"il vous reste\b.{0,30}\b(?:articles?|lire)\b|"
    r"(?:exclusivo|solo) para suscriptores|riservato agli abbonati", re.I
)  # fmt: skip
# A form for comments may ask for a captcha below an article; what is nothing but one has no article.
_CHALLENGES = ("cf-challenge", "challenge-form", "g-recaptcha", "h-captcha")
_PAYWALL = re.compile(r"paywall|piano-|regwall|subscriber-only|premium-content|locked-content", re.I)


def instead_of_article(root: etree._Element, seen: str, words: int) -> str:
    """What the page is, for the end of a sentence; empty where it may well be an article.

    `seen` are the words of the whole page, `words` counts those of the article found on it.
    """
    if words >= 3 * NOTHING:
        return ""
    headings = _headings(root)
    if _tells(_MISSING, headings):
        return "an error page: there is nothing at this address"
    if _tells(_FORBIDDEN, headings) or (words < NOTHING and _has(root, *_CHALLENGES)):
        return f"the page of a guard against robots; {_BY_HAND}"
    if _tells(_BROKEN, headings):
        return "an error page; try again later"
    return _closed_door(root, headings, seen) if words < NOTHING else ""


def _closed_door(root: etree._Element, headings: list[str], seen: str) -> str:
    is_door = _tells(_DOOR, headings) and len(seen.split()) < 3 * NOTHING
    if is_door or root.xpath("boolean(//input[@type='password'])"):
        return f"a log-in page; {_BY_HAND}"
    return _missing_machinery(root, seen)


def is_stub(root: etree._Element, facts: Facts, text: str, seen: str) -> bool:
    """The public beginning of something that has to be paid for or logged in to."""
    words = len(text.split())
    if facts.free is False and facts.words > 2 * words:
        return True
    if words >= STUB:
        return False
    return facts.free is False or bool(_FEE.search(seen)) or (words < STUB // 2 and _is_fenced(root))


def is_request(paragraph: str) -> bool:
    """A short paragraph that only asks to subscribe or to sign in."""
    return len(paragraph.split()) < 40 and bool(_FEE.search(paragraph))


def _missing_machinery(root: etree._Element, seen: str) -> str:
    silent = " ".join(" ".join(part.itertext()) for part in root.iter("noscript"))
    words = len(seen.split())
    if words < 3 * NOTHING and (_SCRIPT.search(f"{seen} {silent}") or _SCRIPT_LATE.search(f"{seen} {silent}")):
        return f"a page that shows its text only with JavaScript; {_BY_HAND}"
    if words < 8 * NOTHING and (_COOKIES.search(seen) or _COOKIES_LATE.search(seen)):
        return f"a page that asks about cookies first; {_BY_HAND}"
    if words < NOTHING // 2 and len(list(root.iter("script"))) > 1:
        return f"a page that shows its text only with JavaScript; {_BY_HAND}"
    return ""


def _tells(sign: re.Pattern[str], headings: list[str]) -> bool:
    return any(sign.search(part) for heading in headings for part in (heading, *_BETWEEN.split(heading)))


def _headings(root: etree._Element) -> list[str]:
    return ["".join(part.itertext())[:200] for tag in ("title", "h1", "h2") for part in list(root.iter(tag))[:2]]


def _is_fenced(root: etree._Element) -> bool:
    return any(_PAYWALL.search(f"{part.get('class', '')} {part.get('id', '')}") for part in root.iter("div", "section"))


def _has(root: etree._Element, *names: str) -> bool:
    return any(
        name in f"{part.get('class', '')} {part.get('id', '')}" for part in root.iter("div", "form") for name in names
    )
