"""How times, addresses and the place in the navigation are shown."""

from urllib.parse import quote, urlencode

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from curation.models import Source

register = template.Library()


@register.filter
def clock(milliseconds: int | None) -> str:
    """4:06, or 1:04:06 beyond the hour; empty where there is no sound."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def clock_of_seconds(seconds: int) -> str:
    return clock(seconds * 1000)


@register.filter
def named(source: Source) -> str:
    """A name that fits in a line and does not need the text: the title, else what it is and whose."""
    kind = source.get_kind_display()
    return source.title or (f"{kind} by {source.byline}" if source.byline else f"{kind} without a title")


@register.filter
def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: what a source says is never run."""
    return url if url.lower().startswith(("http://", "https://")) else ""


@register.simple_tag(takes_context=True)
def current(context: Context, *names: str) -> SafeString:
    """The attribute that tells a navigation link it stands for the page being read."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return mark_safe(' aria-current="page"') if match and match.url_name in names else SafeString("")


@register.simple_tag
def querystring_of(**values: str) -> str:
    """`?q=...` from nothing but these values, for a link to another page."""
    return f"?{urlencode(values, quote_via=quote)}"
