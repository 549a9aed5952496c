"""In: work that would cost more than is spent unasked. Out: the page that asks, and sends the same form again."""

from django.template.response import TemplateResponse

from curation.errors import NeedsConsent
from curation.ledger import GO_ON, QUOTE, estimate_of
from curation.requests import SignedInRequest
from curation.wishes import Wish

NOT_AGAIN = ("csrfmiddlewaretoken", "consent")


def wish_of(request: SignedInRequest) -> Wish:
    """The button that was pressed: with the model, whatever it may cost, or without it; of any other, nothing."""
    pressed = request.POST.get("consent", "")
    return Wish(quoting=pressed == QUOTE, agreed=pressed == GO_ON)


def ask_first(request: SignedInRequest, error: NeedsConsent, what: str) -> TemplateResponse:
    """422: the form is not taken as it is."""
    context = {
        "what": what,
        "said": [(name, one) for name, said in request.POST.lists() for one in said if name not in NOT_AGAIN],
        "estimate": estimate_of(request.user, error),
    }
    return TemplateResponse(request, "shared/consent.html", context, status=422)
