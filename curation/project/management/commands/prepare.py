from django.core.management.base import BaseCommand, CommandError

from curation.errors import CurationError
from curation.project import boot


class Command(BaseCommand):
    help = "Bring the schema and the queue up to date and make the owner's account; safe to repeat."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            boot.prepare()
        except CurationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Prepared.")
