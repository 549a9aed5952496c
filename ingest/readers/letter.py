"""In: the text of a mail. Out: what its writer wrote in it, without quoted mails, signature and footer. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.blocks import Block

# Each language's mail programs open a quoted mail in their own way; the shape is a name, a verb and a colon.
_QUOTE_OPENS = re.compile(
    r"^(?:on|am|le|el|il|op|den|em)\b.{4,200}\b(?:wrote|schrieb|écrit|escribió|ha scritto|schreef|skrev|escreveu)\b"
    r".{0,80}:\s*$", re.I
)  # fmt: skip
# A clock, a day in figures or an address: what a program says of a mail, and an author of a speech does not.
_BY_PROGRAM = re.compile(r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\S@\S")
_RULED = re.compile(
    r"^(?:-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|"
    r"messaggio originale)\s*-{2,})", re.I
)  # fmt: skip
_HEADER = re.compile(r"^\*?(?:from|von|de|da|van)\*?:\*?\s.+", re.I)
_HEADER_GOES_ON = re.compile(
    r"^\*?(?:sent|date|to|subject|gesendet|an|betreff|envoyé|à|objet|enviado|para|asunto)\*?:", re.I
)
_FORWARD = re.compile(r"forwarded message|begin forwarded", re.I)
_SIGNATURE = re.compile(
    r"^(?:--\s?|_{5,}|sent from my \S.{0,40}|von meinem \S.{0,40} gesendet|envoyé de mon .{0,40})$", re.I
)
_LONGEST_SIGNATURE, _MOST_SIGNED_WORDS = 12, 60
_FOOTER = re.compile(
    r"\b(?:unsubscribe|opt[ -]?out|manage (?:your )?(?:preferences|subscription)|update (?:your )?preferences|"
    r"(?:view|read|open|see) (?:this |the )?(?:\w+ )?(?:in|on) (?:your |the )?(?:browser|web|app)|view (?:it )?online|"
    r"you(?:['’]re| are)? (?:receiv|getting)\w* this|this (?:e-?mail|message|newsletter) was sent|"
    r"add us to your address book|"
    r"forward(?:ed)? (?:this|to a friend)|no longer wish|privacy policy|all rights reserved|"
    r"abmelden|abbestellen|im browser (?:ansehen|lesen|anzeigen|öffnen)|se désabonner|désinscri\w+|"
    r"dans (?:votre|le) navigateur|darse de baja|cancelar (?:la )?suscripción|en (?:tu|su|el) navegador|"
    r"annulla l['’]iscrizione|disiscriviti|afmelden|uitschrijven)\b|©|\(c\) ?\d{4}", re.I
)  # fmt: skip
_SHORT = 45
_HEAD, _FOOT = 4, 14


@dataclass(frozen=True)
class Written:
    """`quoted` and `signed` count the lines that were taken out."""

    text: str
    quoted: int = 0
    signed: int = 0


def written(text: str) -> Written:
    """Of a plain mail: quotations go, answers between them stay; a mail that is all quotation is kept whole."""
    kept, quoted = _unquoted(text.split("\n"))
    kept, signature = _unsigned(kept)
    if not "".join(kept).strip():
        return Written(text.strip())
    return Written("\n".join(kept).strip(), quoted, sum(bool(line.strip()) for line in signature))


def unfolded(text: str, *, delete_space: bool) -> str:
    """Lines that end in a space go on in the next, after RFC 3676 (format=flowed)."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if lines and lines[-1].endswith(" ") and lines[-1] != "-- " and not line.startswith(">"):
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + line
        else:
            lines.append(line)
    return "\n".join(lines)


def without_footer(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of a newsletter, and the short ones around it that only speak of the subscription."""
    taken = [place for place, block in enumerate(blocks) if _is_about_mail(block, place, len(blocks))]
    kept = [block for place, block in enumerate(blocks) if place not in set(taken)]
    return (kept, [blocks[place] for place in taken]) if kept else (list(blocks), [])


def _is_about_mail(block: Block, place: int, count: int) -> bool:
    outside = place < _HEAD or place >= count - _FOOT
    return outside and len(block.text.split()) < _SHORT and bool(_FOOTER.search(block.text))


def _unsigned(lines: list[str]) -> tuple[list[str], list[str]]:
    """The last mark of a signature counts, where no more than a few short lines follow it."""
    marks = [place for place, line in enumerate(lines) if _SIGNATURE.match(line)]
    for place in reversed(marks):
        below = [line for line in lines[place + 1 :] if line.strip()]
        short = len(below) <= _LONGEST_SIGNATURE and len(" ".join(below).split()) <= _MOST_SIGNED_WORDS
        if short and any(line.strip() for line in lines[:place]):
            return lines[:place], lines[place:]
    return lines, []


def _unquoted(lines: list[str]) -> tuple[list[str], int]:
    """Lines behind `>`, the line that announces them, and everything below a mail that is quoted without marks."""
    end = _quoted_tail(lines)
    kept = [lines[place] for place in range(end) if not lines[place].startswith(">") and not _announces(lines, place)]
    return kept, len(lines) - len(kept)


def _quoted_tail(lines: list[str]) -> int:
    """Where a quoted mail opens that goes to the end; a forwarded one is what the mail is about, and stays."""
    for place in range(len(lines)):
        opens = (_announces(lines, place) and not _is_marked(lines, place)) or _is_header(lines, place)
        if opens and any(above.strip() for above in lines[:place]):
            return place if not _FORWARD.search("\n".join(lines[max(0, place - 2) : place + 1])) else len(lines)
    return len(lines)


def _announces(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    named = _QUOTE_OPENS.match(line) and (_is_marked(lines, place) or _BY_PROGRAM.search(line))
    return bool(named or _RULED.match(line)) and not _FORWARD.search(line)


def _is_marked(lines: list[str], place: int) -> bool:
    return any(below.startswith(">") for below in lines[place + 1 : place + 4])


def _is_header(lines: list[str], place: int) -> bool:
    """`From: ...` with two more such lines below it."""
    below = [line for line in lines[place + 1 : place + 6] if _HEADER_GOES_ON.match(line.strip())]
    return bool(_HEADER.match(lines[place].strip())) and len(below) > 1
