"""One request, and the chat that the tests put it to."""

from curation.ai.base import ChatRequest, Message
from curation.ai.bounded import Limits
from curation.ai.openai_chat import OpenAIChat

KEY = "sk-not-for-anybody"
SCHEMA = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
PROMPT = "Name the theme.\n[1] post\n> The pump failed twice in May. Nobody had read the log.\n"
SENTENCE = '{"text": "The pump failed twice in May."}'


def asking(prompt=PROMPT, *, schema=SCHEMA, model="small-model"):
    messages = (Message("system", "You name themes."), Message("user", prompt))
    return ChatRequest(model=model, messages=messages, task="name_theme", schema=schema, most_tokens=300)


def part(text, kind="text"):
    """One part of an answer that comes in parts."""
    return {"type": kind, kind: text}


def chat_at(double, *, seconds=5.0, size=200_000, patience=0.3, **more):
    limits = Limits(seconds=seconds, size=size, patience=patience)
    return OpenAIChat(url=double.url, key=KEY, limits=limits, **more)
