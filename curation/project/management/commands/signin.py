from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from sesame.utils import get_query_string

from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Print a link that signs in once, within the hour."

    def perform(self, owner: User, _options: dict[str, Any]) -> dict[str, str]:
        return {"link": settings.SITE_URL + reverse("sign-in") + get_query_string(owner)}

    def show(self, data: dict[str, str], _options: dict[str, Any]) -> None:
        self.stdout.write(data["link"])
