"""A model that answers what its script says, and the prices that these tests reckon with."""

from curation.ai.base import ChatReply, ChatRequest, Message

PRICES = '{"quill-small": [1, 2], "quill-large": [10, 30, 1]}'
HOSTED = "https://models.example.com/v1"
LOCAL = "http://127.0.0.1:11434/v1"


def request(words="Name this theme.", *, task="name_theme", model="quill-large", key="k1", most_tokens=100):
    return ChatRequest(
        model=model, messages=(Message("user", words),), task=task, version="2", key=key, most_tokens=most_tokens
    )


def reply(text="Slow trains", *, tokens_in=1000, tokens_out=50, **fields):
    return ChatReply(text=text, model="quill-large", tokens_in=tokens_in, tokens_out=tokens_out, **fields)


class ScriptedChat:
    """One entry a call; an entry that is an error is raised. `asked` are the requests that came."""

    def __init__(self, *script, endpoint=HOSTED, during=lambda: None):
        self.endpoint = endpoint
        self.script = list(script)
        self.asked = []
        self._during = during

    def complete(self, request, *, listener=None):
        self.asked.append(request)
        self._during()
        entry = self.script.pop(0)
        if isinstance(entry, BaseException):
            raise entry
        if listener:
            listener(entry.text)
        return entry
