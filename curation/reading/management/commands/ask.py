from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.errors import NotFound, Refused
from curation.kinds import Kind
from curation.reading.asking import ask_and_wait, go_on, wait_for
from curation.reading.data import answer_data
from curation.reading.models import Question
from curation.reading.statements import KeptStatement
from curation.reading.threads.keeping import thread_of
from curation.search import Scope
from curation.verbs import VerbCommand
from curation.wishes import Wish


class Command(VerbCommand):
    help = "Ask the library, or one source of it."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", nargs="?", default="")
        parser.add_argument("--source", type=int, help="ask this source alone")
        parser.add_argument("--thread", type=int, help="ask in this talk: the questions before it are understood")
        parser.add_argument("--go-on", type=int, metavar="QUESTION", help="have an answer that broke off gone on with")
        parser.add_argument("--theme", type=int, help="ask of this theme alone")
        parser.add_argument("--kind", default="", choices=[kind.value for kind in Kind], help="of sources of this kind")
        parser.add_argument("--author", default="", help="of what this author or speaker said")
        parser.add_argument("--since", type=date.fromisoformat, help="of what was met on this day or later")
        parser.add_argument("--until", type=date.fromisoformat, help="of what was met on this day or before")
        parser.add_argument("--read", action="store_true", help="only of what was read")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        self.heard: list[str] = []
        told = None if options["json"] else self._hear
        wish = Wish(quoting=options["quote"], agreed=options["yes"])
        if options["go_on"]:
            return answer_data(wait_for(go_on(_question(owner, options["go_on"]), wish=wish), told=told)).plain()
        source = source_of(owner, options["source"]) if options["source"] else None
        thread = thread_of(owner, options["thread"]) if options["thread"] else None
        if source and thread and thread.source_id != source.pk:
            raise Refused(f"Talk {thread.pk} is not of source {source.pk}.")
        question, scope = options["question"], _scope(options)
        asked = ask_and_wait(owner, question, source=source, thread=thread, scope=scope, wish=wish, told=told)
        return answer_data(asked).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        """What was heard already is not said twice, unless another writer had to begin anew."""
        if data["fell_back"]:
            self.stdout.write(f"{data['fell_back']} Quoted instead:\n")
        if data["bounded"]:
            self.stdout.write("From what was read so far:\n")
        if data["abstained"]:
            self.stdout.write("The library does not say.")
        for line in [_line(statement["text"], statement["citations"]) for statement in data["answer"]]:
            if data["fell_back"] or line not in self.heard:
                self.stdout.write(line)
        for statement in data["withheld"]:
            self.stdout.write(f"Withheld: {statement['text']} ({statement['reason']})\n")
        if data["cut"]:
            self.stdout.write(f"It broke off: {data['cut']} Go on with: ask --go-on {data['id']}")

    def _hear(self, statement: KeptStatement) -> None:
        if statement.is_supported:
            self.heard.append(_line(statement.text, [one.model_dump() for one in statement.citations]))
            self.stdout.write(self.heard[-1])
            self.stdout.flush()


def _question(owner: User, question_id: int) -> Question:
    found = Question.objects.of(owner).select_related("owner", "thread").filter(pk=question_id).first()
    if found is None:
        raise NotFound(f"There is no question {question_id} in this library.")
    return found


def _scope(options: dict[str, Any]) -> Scope | None:
    """None where nothing narrows: a talk keeps its own."""
    told = {name: options[name] for name in ("theme", "kind", "author", "since", "until")}
    scope = Scope(only_read=options["read"], **told)
    return None if scope.is_everything else scope


def _line(text: str, citations: list[dict[str, Any]]) -> str:
    cited = ", ".join(str(citation["passage_id"]) for citation in citations)
    return f"{text} [{cited}]\n"
