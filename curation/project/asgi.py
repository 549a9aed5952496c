import os

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")
# Threads come and go with requests; the connections of a web process stay.
os.environ.setdefault("DATABASE_POOL", "true")

import django

django.setup(set_prefix=False)


class OneThreadARequest(ASGIHandler):
    """All middleware and the view of a request in one thread, since no view here is a coroutine.

    Django's own way goes to a thread and back for each side of each middleware. Streams are still sent by the loop.
    """

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


application = OneThreadARequest()
