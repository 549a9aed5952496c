"""A document is made of what it shows: no text of a source and no vector is read for it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.models import Source
from digests.assemble import document_of, with_evidence
from digests.models import Section
from digests.public import public_document
from tests.digests.published import POST, put_published

pytestmark = pytest.mark.django_db

WIDE = re.compile(r'"curation_passage"\."(vector|words|text)"|(?<!LEFT\()"curation_source"\."(text|signal_facts|note)"')


@pytest.fixture
def public(ada):
    return put_published(ada)


def first_cited(digest):
    section = with_evidence(Section.objects.filter(digest=digest))[0]
    return section.statements.all()[0].citations.all()[0]


def asked(do):
    with CaptureQueriesContext(connection) as queries:
        do()
    return [one["sql"] for one in queries]


def test_a_cited_source_comes_without_its_text(public):
    source = first_cited(public).source
    assert {"text", "note", "signal_facts"} <= source.get_deferred_fields()


def test_a_cited_passage_comes_without_its_words_and_vector(public):
    passage = first_cited(public).passage
    assert {"text", "words", "vector"} <= passage.get_deferred_fields()


@pytest.mark.parametrize("make", [document_of, public_document])
def test_a_document_reads_nothing_that_it_does_not_show(public, make):
    public.also_met.set(Source.objects.all()[:2])
    assert not [sql for sql in asked(lambda: make(public)) if WIDE.search(sql)]


def test_a_source_without_a_title_is_still_named_by_its_words(public):
    sources = Source.objects.filter(kind="post").named()
    assert sources.get().label.startswith(POST)
    assert "text" in sources.get().get_deferred_fields()


@pytest.mark.parametrize("name", ["read-atom", "archive", "llms-txt"])
def test_what_everybody_may_read_reads_little(client, public, name):
    assert not [sql for sql in asked(lambda: client.get(reverse(name))) if WIDE.search(sql)]
