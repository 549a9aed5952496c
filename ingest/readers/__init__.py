"""In: an upload. Out: the drafts it holds. The one door to all readers, and the table of what they take."""

from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, cast

from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers.refusals import refuse_empty, why_not


class Reader(Protocol):
    """What each reader's module offers; `recognises` is cheap and raises nothing."""

    def recognises(self, given: Given) -> bool: ...

    def read(self, given: Given) -> ReadResult:
        """Raises UnreadableUpload, and nothing else, for what it cannot make sources of."""
        ...


@dataclass(frozen=True)
class Format:
    """A row of the table. `what` it gives, in a word for people; `endings` are what a file chooser offers."""

    module: str
    what: str = ""
    endings: tuple[str, ...] = ()


# The first reader that recognises an upload takes it: the particular before the general.
FORMATS = (
    Format("x_archive", "posts", (".zip",)),
    Format("x_files", "posts", (".js",)),
    Format("omnivore", "bookmarks", (".zip",)),
    Format("pdf", "PDF", (".pdf",)),
    Format("epub", "books", (".epub",)),
    Format("word", "Word documents", (".docx",)),
    Format("bundle", "notes", (".zip",)),
    Format("readwise", "highlights", (".csv", ".json")),
    Format("podcast_json", "transcripts", (".json",)),
    Format("posts_json", "posts", (".json", ".jsonl")),
    Format("posts_csv", "posts", (".csv", ".tsv")),
    Format("saved_links", "bookmarks", (".csv",)),
    Format("kindle", "highlights", (".txt",)),
    Format("kindle_notebook", "highlights", (".html",)),
    Format("bookmarks", "bookmarks", (".html",)),
    Format("captions", "transcripts", (".srt", ".vtt")),
    Format("email_message", "e-mails", (".eml", ".mhtml")),
    Format("spoken_html", "transcripts", (".html",)),
    Format("article", "web pages", (".html", ".htm", ".xhtml")),
    Format("posts_pasted", "posts"),
    Format("plain", "text", (".txt", ".md", ".markdown", ".text")),
)
# Known by their own marks (`ingest/signatures.py`) before any reader is asked, and offered beside the rest.
RECORDINGS = Format("", "recordings", (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".webm"))


def read(given: Given) -> ReadResult:
    """Raises UnreadableUpload, and nothing else, for what no reader can make sources of."""
    refuse_empty(given)
    for format_ in FORMATS:
        reader = cast(Reader, import_module(f"{__name__}.{format_.module}"))
        if reader.recognises(given):
            result = reader.read(given)
            return replace(result, warnings=(*given.guesses, *result.warnings))
    raise why_not(given, f"Threepass reads {taken()}")


def endings() -> list[str]:
    """Every file ending that is taken, once, for a file chooser."""
    return sorted({ending for format_ in (*FORMATS, RECORDINGS) for ending in format_.endings})


def taken() -> str:
    """What is taken, in words for people, once each."""
    *most, last = dict.fromkeys(format_.what for format_ in (*FORMATS, RECORDINGS) if format_.what)
    return f"{', '.join(most)} and {last}" if most else last
