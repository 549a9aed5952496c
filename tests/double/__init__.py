"""A test double of an OpenAI-compatible server: a real HTTP server with scripted answers and faults."""

from tests.double.answers import Said
from tests.double.server import Asked, ChatDouble
from tests.double.writing import writes_well

__all__ = ["Asked", "ChatDouble", "Said", "writes_well"]
