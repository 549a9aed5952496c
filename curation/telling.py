"""In: a verb of the curator, done in a view. Out: a message that says what was done, with a way back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.template.loader import render_to_string

from curation.editing.noting import edit_after, newest
from curation.requests import SignedInRequest


@contextmanager
def telling(request: SignedInRequest, more: str = "") -> Iterator[None]:
    """Around the verb. `more` follows what the edit says of itself."""
    number = newest(request.user)
    yield
    edit = edit_after(request.user, number)
    if edit:
        context = {"edit": edit, "more": more, "back": request.POST.get("back", "")}
        messages.success(request, render_to_string("curation/_done.html", context, request))
    else:
        messages.info(request, "It was so already.")
