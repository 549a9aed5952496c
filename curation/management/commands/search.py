from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation import embedding
from curation.search.data import page_data
from curation.search.hits import find
from curation.search.query import parse
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = 'Search the library: words, "phrases", -words, author: kind: theme: before: after: is:.'

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--page", type=int, default=1)

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        query = parse(options["query"])
        return page_data(str(query), find(owner, query, embedding.get_embedder(), page=options["page"])).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        for found in data["items"]:
            self.stdout.write(f"{found['source']:>6}  {found['met_on']}  {found['kind']:<9} {found['title'][:100]}")
            for hit in found["hits"]:
                self.stdout.write(f"        [{hit['passage']}] {' '.join(hit['text'].split())[:200]}")
        self.stdout.write("There is more; ask for the next page." if data["more"] else f"{len(data['items'])} sources.")
