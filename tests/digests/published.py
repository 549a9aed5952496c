"""A digest of five kinds of sources, two of them the owner's own, ready to be edited and published."""

import datetime

from digests.editing import approve, publish
from digests.models import Citation, Digest, Statement
from tests.shelf import put_passage, put_source, put_theme

DAY = datetime.date(2026, 3, 2)
ARTICLE = "The bakery on Quince Lane sells four loaves for every cake."
POST = "A loaf that rests overnight keeps a day longer."
MEMO = "I should ask Odalys why the ovens stand still on Mondays."
EPISODE = "We stopped counting cakes when nobody bought them."
UNCITED = "My landlord raised the rent of the shop to nine hundred."


def put_published(owner):
    """Approved and published by its owner."""
    return publish(approve(put_draft(owner), owner), owner)


def put_draft(owner, *, title="Loaves, with cakes", picked=False):
    """Two sections of three statements in all, a quotation and an open question."""
    digest = Digest.objects.create(
        owner=owner,
        title=title,
        picked=picked,
        period_start=DAY - datetime.timedelta(days=6),
        period_end=DAY,
        writer="extractive",
        lead="You met 2 articles and 2 memos by Perpetua Lindqvist and Odalys Finch.",
        source_count=9,
    )
    loaves = digest.sections.create(
        position=1, heading="Loaves", theme=put_theme(owner, "Loaves"), source_count=2, writer="extractive"
    )
    cakes = digest.sections.create(position=2, heading="Cakes", source_count=2, writer="extractive")
    article = _source(owner, ARTICLE, kind="article", title="Four loaves", url="https://quince.example.com/four")
    post = _source(owner, POST, kind="post", title="", url="https://posts.example.com/7")
    memo = _source(owner, MEMO, kind="memo", title="Memo of Monday", author="Ada Quist")
    episode = _source(owner, EPISODE, kind="episode", title="shop-talk_44", author="Odalys Finch")
    _upload(owner, episode, "shop-talk_44.vtt")
    put_statement(loaves, ARTICLE, _passage(article, ARTICLE, loaves.theme), position=0)
    put_statement(loaves, POST, _passage(post, POST, loaves.theme), position=1)
    put_statement(loaves, ARTICLE, article.passages.get(), role=Statement.Role.QUOTATION)
    put_statement(cakes, EPISODE, _passage(episode, EPISODE))
    put_statement(cakes, MEMO, _passage(memo, MEMO), role=Statement.Role.QUESTION)
    return digest


def put_statement(section, text, passage, *, role=Statement.Role.STATEMENT, position=0, status="verified", quote=None):
    statement = section.statements.create(role=role, position=position, text=text, status=status)
    words = quote or text
    Citation.objects.create(statement=statement, passage=passage, source=passage.source, quote=words, status="verified")
    return statement


def _source(owner, words, **fields):
    defaults = {"author": "Perpetua Lindqvist", "met_on": DAY}
    return put_source(owner, f"{words} {UNCITED}", **(defaults | fields))


def _passage(source, words, theme=None):
    return put_passage(source.owner, words, source=source, theme=theme)


def _upload(owner, source, name):
    from ingest.models import Upload

    upload = Upload(owner=owner, name=name, sha256=f"{source.pk:064x}", size=12, status=Upload.Status.INGESTED)
    upload.content.name = f"uploads/{owner.pk}/{name}"
    upload.save()
    upload.sources.add(source)
