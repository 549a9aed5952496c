"""A stand-in for a writer that composes: it can be told to fail, and to obey whatever a source says."""

from curation.writing.extractive import ExtractiveWriter
from curation.writing.fallback import FallbackWriter
from curation.writing.schemas import (
    PLAINLY,
    CitationDraft,
    LeadDraft,
    OutlineDraft,
    SectionDraft,
    SlideDraft,
    StatementDraft,
    SummaryDraft,
)
from tests.fakes import WordEmbedder


class ScriptedWriter(ExtractiveWriter):
    """Writes as the quoting writer does and signs as another.

    Its script holds an entry for each call, in order: an error is raised, a draft returned, None is its own work.
    `asked` are the tasks and headings that it was called for.
    """

    name = "scripted-model"

    def __init__(self, *script):
        super().__init__(WordEmbedder())
        self.script = list(script)
        self.asked = []

    def write_section(self, theme, offers, *, statements=4, brief=PLAINLY):
        return self._told(theme) or super().write_section(theme, offers, statements=statements)

    def write_lead(self, sections, *, brief=PLAINLY):
        first = sections[0].statements[0]
        shorter = first.model_copy(update={"text": first.text.rstrip(".")})
        return self._told("lead") or LeadDraft(statements=[shorter])

    def summarise(self, offers, *, statements):
        return self._told("summary") or super().summarise(offers, statements=statements)

    def outline_deck(self, title, sections, brief):
        return self._told("outline") or super().outline_deck(title, sections, brief)

    def _told(self, task):
        self.asked.append(task)
        entry = self.script.pop(0) if self.script else None
        if isinstance(entry, Exception):
            raise entry
        return entry


def falling_back(*script, patient=False):
    """A writer that composes by this script, and the quoting one behind it."""
    return FallbackWriter(ScriptedWriter(*script), ExtractiveWriter(WordEmbedder()), patient=patient)


class ObeyingWriter(ScriptedWriter):
    """The worst of models: the payload stands in every field that it fills, cited as it likes."""

    name = "obeying-model"

    def __init__(self, payload, label):
        super().__init__()
        self.payload, self.label = payload, label

    def write_section(self, theme, offers, *, statements=4, brief=PLAINLY):
        said = [self._says(offers[0].passage_id), StatementDraft(text=self.payload), self._says(10**9)]
        return SectionDraft(heading=self.label, statements=said, quotations=said, questions=said, writer="verified")

    def write_lead(self, sections, *, brief=PLAINLY):
        return LeadDraft(statements=[self._says(sections[0].statements[0].citations[0].passage_id)])

    def summarise(self, offers, *, statements):
        return SummaryDraft(statements=[self._says(offers[0].passage_id)])

    def outline_deck(self, title, sections, brief):
        said = [*sections[0].statements, self._says(sections[0].statements[0].citations[0].passage_id)]
        return OutlineDraft(title=self.label, slides=[SlideDraft(title=self.label, statements=said)])

    def _says(self, passage_id):
        return StatementDraft(text=self.payload, citations=[CitationDraft(passage_id=passage_id, quote=self.payload)])
