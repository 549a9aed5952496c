from typing import Any

from django.contrib.auth.models import User

from curation.profile import profile_of
from curation.profile.data import profile_data
from curation.profile.told import ASKED
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "What you say of yourself. It is changed on its page only, where every change is shown before it is kept."

    def perform(self, owner: User, options: dict[str, Any]) -> Any:
        return profile_data(profile_of(owner)).plain()

    def show(self, data: Any, options: dict[str, Any]) -> None:
        said = {name: data[name] for name in ASKED if data[name]}
        for name, value in said.items():
            self.stdout.write(f"{ASKED[name]}: {value}")
        if not said:
            self.stdout.write("Nothing is said yet.")
