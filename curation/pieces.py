"""A file as an answer, read piece by piece under WSGI and ASGI alike."""

from collections.abc import AsyncIterator
from functools import partial

from asgiref.sync import sync_to_async
from django.http import FileResponse


class InPieces(FileResponse):
    """Never more than one piece is in memory; Django's own reads the whole file before an async server sends it."""

    block_size = 256 * 1024

    async def __aiter__(self) -> AsyncIterator[bytes]:
        following = sync_to_async(partial(next, iter(self), b""))
        while piece := await following():
            yield piece
