"""How times, addresses and the place in the navigation are shown."""

from textwrap import shorten
from urllib.parse import quote, urlencode

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from curation.kinds import Kind
from curation.models import Source
from curation.writing.fallback import NO_ANSWER

register = template.Library()


@register.simple_tag
def no_answer() -> str:
    """Within a sentence; the reason stands beneath."""
    return NO_ANSWER


@register.filter
def clock(milliseconds: int | None) -> str:
    """4:06, or 1:04:06 beyond the hour; empty where there is no sound."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def seconds(milliseconds: int) -> str:
    """As the address of a moment says it: 83 or 83.5."""
    return f"{milliseconds / 1000:g}"


@register.filter
def clock_of_seconds(seconds: int) -> str:
    return clock(seconds * 1000)


@register.filter
def named(source: Source) -> str:
    """A name that fits in a line: the title, else its first words where they were read, else what it is and whose."""
    if source.title or (source.kind == Kind.LINK and source.url):
        return source.title or bare_address(source.url)
    if "begins" in vars(source):
        return source.short_name
    kind, maker = source.get_kind_display(), source.author or source.handle
    if maker:
        return f"{kind} by {source.byline}"
    return f"{kind} from {source.site}" if source.site else f"{kind} without a title"


@register.filter
def headed(source: Source) -> str:
    """What stands above it in a list; of a highlight its words, since many have the title of one book."""
    if source.kind == Kind.HIGHLIGHT:
        return shorten(source.text, 110, placeholder="…") or source.label
    return source.label


@register.filter
def sentence(words: str) -> str:
    """With a capital and one full stop, as reasons come from many hands."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "…")) else ".")


@register.filter
def bare_address(url: str) -> str:
    """`example.org/salt` of `https://www.example.org/salt/`."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


@register.filter
def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: what a source says is never run."""
    return url if url.lower().startswith(("http://", "https://")) else ""


@register.filter
def host(url: str) -> str:
    """The site that an address is of."""
    return bare_address(url).partition("/")[0].partition("?")[0] if web_address(url) else ""


@register.simple_tag(takes_context=True)
def current(context: Context, *names: str) -> SafeString:
    """The attribute that tells a navigation link it stands for the page being read."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return mark_safe(' aria-current="page"') if match and match.url_name in names else SafeString("")


@register.simple_tag
def querystring_of(**values: object) -> str:
    """`?q=...` from nothing but these values, for a link to another page; what is not known is left out."""
    told = {name: value for name, value in values.items() if value not in ("", None)}
    return f"?{urlencode(told, quote_via=quote)}" if told else ""
