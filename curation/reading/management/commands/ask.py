from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.embedding import get_embedder
from curation.reading.answers import answer_question
from curation.verbs import VerbCommand, source_of
from curation.writers import get_writer


class Command(VerbCommand):
    help = "Ask the library, or one source of it."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--source", type=int, help="ask this source alone")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source"]) if options["source"] else None
        answered = answer_question(owner, options["question"], get_embedder(), get_writer(), source=source)
        return {
            "id": answered.question.pk,
            "answer": answered.question.answer,
            "writer": answered.question.writer,
            "abstained": answered.question.abstained,
            "passages": [
                {"id": p.pk, "source_id": p.source_id, "source": p.source.label, "text": p.text}
                for p in answered.passages
            ],
        }

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if data["abstained"]:
            self.stdout.write("The library does not say.")
        for statement in data["answer"]:
            cited = ", ".join(str(citation["passage_id"]) for citation in statement["citations"])
            self.stdout.write(f"{statement['text']} [{cited}]\n")
