"""In: an address as somebody handed it over. Out: the one form that equal things share. Pure."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = {"fbclid", "gclid", "ref_src", "mc_cid", "mc_eid", "igshid", "si"}
_STATUS = re.compile(r"/(?:i/web|[^/]+)/status(?:es)?/(\d+)(?:/|$)")
_X_HOSTS = {"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"}


def canonical_url(url: str) -> str:
    """Without fragment, tracking parameters, default port, `www.` and letter case of the host.

    Empty for what is no address of a page. A post on X has many addresses, and one here.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    host = host.removeprefix("www.")
    status = _STATUS.match(parts.path)
    if host in _X_HOSTS and status:
        return f"https://x.com/i/status/{status[1]}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = [(k, v) for k, v in pairs if not k.startswith("utm_") and k not in TRACKING]
    where = f"{host}:{port}" if port and port not in {80, 443} else host
    return urlunsplit(("https", where, parts.path.rstrip("/") or "/", urlencode(query), ""))
