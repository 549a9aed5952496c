"""In: a page and the little text found on it. Out: the sentence that says what stands before the article. Pure.

Told by what the page is made of where possible, and by its own words where they are few.
"""

import re

from lxml import etree

from ingest.readers.page_facts import Facts

STUB = 400
NOTHING = 40
_BY_HAND = "open it in your browser, save the page and hand the file over"
_MISSING = re.compile(
    r"\b(?:404|page not found|not found|410 gone|no longer (?:available|exists)|does(?:n['’]t| not) exist|"
    r"seite nicht gefunden|existiert nicht|page introuvable|página no encontrada|pagina non trovata)\b", re.I
)  # fmt: skip
_FORBIDDEN = re.compile(
    r"\b(?:403|access denied|forbidden|just a moment|attention required|are you (?:a )?(?:human|robot)|"
    r"verify(?:ing)? (?:that )?you are|unusual traffic|captcha|zugriff verweigert|accès refusé|acceso denegado)\b", re.I
)  # fmt: skip
_BROKEN = re.compile(r"\b(?:50[0234]|internal server error|bad gateway|service unavailable|gateway time-?out)\b", re.I)
_SCRIPT = re.compile(
    r"\b(?:enable|requires?|turn on|activ\w+|aktivier\w+|without|sans|ohne)\b.{0,40}\bjavascript\b", re.I
)
_SCRIPT_LATE = re.compile(
    r"\bjavascript\b.{0,40}\b(?:disabled|required|enabled|off|aktivier\w+|activ\w+|desactiv\w+)\b", re.I
)
_COOKIES = re.compile(
    r"\b(?:accept|allow|use|consent|zustimm\w+|akzeptier\w+|accept\w+|acept\w+)\b.{0,60}\bcookies?\b", re.I
)
_COOKIES_LATE = re.compile(
    r"\bcookies?\b.{0,60}\b(?:accept|consent|settings|zustimm\w+|akzeptier\w+|accept\w+|acept\w+)", re.I
)
_DOOR = re.compile(r"\b(?:log ?in|sign ?in|anmelden|einloggen|se connecter|iniciar sesión|accedi)\b", re.I)
_FEE = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:paid )?(?:member|subscriber)|upgrade|join)\b.{0,50}"
    r"\b(?:to (?:continue|keep|finish) reading|to read (?:the|this|more|on)|to (?:view|unlock|access)|for full access)|"
    r"already a (?:paid )?(?:subscriber|member)|(?:for|only for|reserved for) (?:paid |paying )?subscribers|"
    r"(?:this|the rest of this) (?:post|article|story|content) is (?:for|only)|remaining (?:free )?articles?|"
    r"nur für abonnent|jetzt (?:weiterlesen|abonnieren)|weiterlesen mit|réservé aux abonné|il vous reste|"
    r"(?:exclusivo|solo) para suscriptores|riservato agli abbonati", re.I
)  # fmt: skip
_PAYWALL = re.compile(r"paywall|piano-|regwall|subscriber-only|premium-content|locked-content", re.I)


def instead_of_article(root: etree._Element, seen: str, words: int) -> str:
    """What the page is, for the end of a sentence; empty where it may well be an article.

    `seen` are the words of the whole page, `words` counts those of the article found on it.
    """
    if words >= 3 * NOTHING:
        return ""
    heading = " ".join(_headings(root))
    if _MISSING.search(heading):
        return "an error page: there is nothing at this address"
    if _FORBIDDEN.search(heading) or _has(root, "cf-challenge", "challenge-form", "g-recaptcha", "h-captcha"):
        return f"the page of a guard against robots; {_BY_HAND}"
    if _BROKEN.search(heading):
        return "an error page; try again later"
    return _closed_door(root, heading, seen) if words < NOTHING else ""


def _closed_door(root: etree._Element, heading: str, seen: str) -> str:
    if root.xpath("boolean(//input[@type='password'])") or (_DOOR.search(heading) and len(seen.split()) < 3 * NOTHING):
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


def _headings(root: etree._Element) -> list[str]:
    return ["".join(part.itertext())[:200] for tag in ("title", "h1", "h2") for part in list(root.iter(tag))[:2]]


def _is_fenced(root: etree._Element) -> bool:
    return any(_PAYWALL.search(f"{part.get('class', '')} {part.get('id', '')}") for part in root.iter("div", "section"))


def _has(root: etree._Element, *names: str) -> bool:
    return any(
        name in f"{part.get('class', '')} {part.get('id', '')}" for part in root.iter("div", "form") for name in names
    )
