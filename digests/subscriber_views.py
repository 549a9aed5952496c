"""What subscribers see, who have no account: the form, the link that confirms, what they get, and the way out.

Nothing here reads a session or asks who is signed in: a link of a mail is all that counts, and a form that anybody may
send needs no token of the site. A GET changes nothing: whatever looks through a mail opens its links.
"""

from ipaddress import ip_address, ip_network
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from curation.errors import CurationError, Refused
from digests import newsletter, thumbs
from digests.models import Series, Subscriber
from digests.newsletter import Purpose, signed, url_of
from digests.series_wanted import known_zone
from digests.subscriber_forms import PreferencesForm, SubscribeForm
from digests.wording import listed

WRONG = 422
CONSENT = "By subscribing you agree to get {} by e-mail. Each mail has a link that stops it."
WORTH = {"yes": True, "no": False}
asks_and_acts = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@asks_and_acts
def subscribe(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The same answer whatever is known of the address: what there is to say is said by mail."""
    offered = newsletter.open_series().order_by("name")
    if slug:
        offered = offered.filter(slug=slug)
    if request.method != "POST":
        return _page(request, "subscribe", offer_of(list(offered)))
    form = SubscribeForm(request.POST, offered=offered)
    error = form.first_error or _asked(request, form)
    if error:
        said = {"error": error, "address": request.POST.get("address", ""), "chosen": request.POST.getlist("series")}
        return _page(request, "subscribe", offer_of(list(offered)) | said, status=WRONG)
    return _page(request, "asked", {"address": form.cleaned_data["address"].strip()})


def offer_of(offered: list[Series]) -> dict[str, Any]:
    """What the form says; nothing is shown where nothing is offered."""
    named = f"“{offered[0]}”" if len(offered) == 1 else "what you choose"
    return {"offered": offered, "consent": CONSENT.format(named)}


def _asked(request: HttpRequest, form: SubscribeForm) -> str:
    """Why not; empty where it is done, and where whoever asks is no person."""
    told, series = form.cleaned_data, list(form.cleaned_data["series"])
    if told["website"]:
        return ""
    consent = CONSENT.format(listed([f"“{one}”" for one in series]))
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    try:
        newsletter.ask(told["address"], series, time_zone=_zone(told["time_zone"]), consent=consent, network=network)
    except Refused as error:
        return str(error)
    return ""


def network_of(address: str) -> str:
    """Of IPv6 the /64, which one household or server has all of."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ip_network((found, 64), strict=False))


def _zone(told: str) -> str:
    """As the browser told it; UTC where it told nothing that there is."""
    try:
        return known_zone(told or "UTC")
    except ValueError:
        return "UTC"


@csrf_exempt
@asks_and_acts
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    done = request.method == "POST"
    try:
        subscriber = newsletter.confirm(token) if done else newsletter.asked_by(token)
    except CurationError as error:
        return _page(request, "confirm", {"error": str(error)}, status=WRONG)
    named = listed([f"“{one}”" for one in subscriber.series.order_by("name")])
    told = {"address": subscriber.address, "named": named, "done": done, **links_of(subscriber)}
    return _page(request, "confirm", told)


@csrf_exempt
@asks_and_acts
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Also for mail programs that post by themselves (RFC 8058): no cookie, no login, no redirect."""
    done = request.method == "POST"
    try:
        address = newsletter.leave(token) if done else newsletter.leaving(token)
    except CurationError as error:
        return _page(request, "unsubscribe", {"error": str(error)}, status=WRONG)
    subscriber = newsletter.leaver_of(token) if not done else None
    told = {"address": address, "done": done, **(links_of(subscriber) if subscriber else {})}
    return _page(request, "unsubscribe", told)


@csrf_exempt
@asks_and_acts
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    try:
        owner = newsletter.owner_of(token)
    except CurationError as error:
        return _page(request, "preferences", {"error": str(error)}, status=WRONG)
    try:
        subscriber = newsletter.subscriber_of(token)
    except Refused as error:
        return _page(request, "preferences", {"error": str(error), **links_of(owner)}, status=WRONG)
    form = PreferencesForm(request.POST if request.method == "POST" else None, subscriber=subscriber)
    said = ""
    if form.is_bound and form.is_valid() and _changed(subscriber, form):
        said = "Kept. It counts from the next mail on."
    told = {"subscriber": subscriber, "form": form, "said": said, **links_of(subscriber)}
    return _page(request, "preferences", told, status=WRONG if form.errors else 200)


def _changed(subscriber: Subscriber, form: PreferencesForm) -> bool:
    wanted = dict(form.cleaned_data)
    try:
        newsletter.change(subscriber, series=list(wanted.pop("series")), **wanted)
    except CurationError as error:
        form.add_error(None, str(error))
    return not form.errors


@require_safe
def my_data(request: HttpRequest, token: str) -> HttpResponse:
    """All that is kept of somebody, as a file."""
    try:
        told = newsletter.export_of(newsletter.owner_of(token))
    except CurationError as error:
        return _page(request, "preferences", {"error": str(error)}, status=WRONG)
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="threepass-my-data.json"'
    add_never_cache_headers(answer)
    return answer


@csrf_exempt
@asks_and_acts
def erase_me(request: HttpRequest, token: str) -> HttpResponse:
    done = request.method == "POST"
    try:
        subscriber = newsletter.owner_of(token)
        address = subscriber.address
        if done:
            newsletter.erase(subscriber)
    except CurationError as error:
        return _page(request, "erase", {"error": str(error)}, status=WRONG)
    return _page(request, "erase", {"address": address, "done": done})


@csrf_exempt
@asks_and_acts
def thumb(request: HttpRequest, token: str, section_id: int) -> HttpResponse:
    """One vote for each reader and section; it may be changed."""
    try:
        delivery = thumbs.delivery_of(newsletter.named_by(Purpose.WORTH, token))
        section = thumbs.section_of(delivery, section_id)
        worth = WORTH.get(request.POST.get("worth", ""))
        if request.method == "POST" and worth is None:
            raise Refused("Please choose yes or no.")
        if worth is not None:
            thumbs.vote(delivery, section_id, up=worth)
    except CurationError as error:
        return _page(request, "thumb", {"error": str(error)}, status=WRONG)
    vote = thumbs.vote_of(delivery, section)
    leaning = request.GET.get("worth", "") if vote is None else "yes" if vote else "no"
    told = {"section": section, "vote": vote, "leaning": leaning, "done": worth is not None}
    return _page(request, "thumb", told)


def links_of(subscriber: Subscriber) -> dict[str, str]:
    kept = signed(Purpose.PREFERENCES, subscriber.token)
    at = url_of(Purpose.PREFERENCES, kept)
    left = url_of(Purpose.LEAVE, signed(Purpose.LEAVE, subscriber.token))
    return {"preferences": at, "data": f"{at}data.json", "erase": f"{at}erase/", "leave": left}


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Rendered without the context of a signed-in reader, and kept by nobody."""
    answer = HttpResponse(render_to_string(f"digests/newsletter/{name}.html", context), status=status)
    add_never_cache_headers(answer)
    return answer
