"""What everybody may read, at which address, and what they are told when it changes."""

import datetime
import time
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from curation.errors import CurationError
from curation.models import Source
from digests import editing
from digests.models import Correction, Digest, Statement
from digests.public import public_address, public_document
from digests.publishing import mint, private_in_words, publication_of
from digests.renderers.digest_html import render_digest_html
from digests.renderers.digest_markdown import render_digest_markdown
from tests.digests.published import ARTICLE, DAY, EPISODE, MEMO, POST, UNCITED, put_draft, put_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(ada):
    return put_published(ada)


@pytest.fixture
def said(public):
    return Statement.objects.filter(section__digest=public, role="statement").order_by("pk").first()


def again(digest):
    return Digest.objects.get(pk=digest.pk)


def told(digest):
    return [(one.was, one.now) for one in Correction.objects.filter(digest=digest)]


def sources_of(digest):
    parts = public_document(again(digest)).parts
    return {one.quote: one.source for part in parts for said in part.all_statements for one in said.citations}


def test_an_address_is_minted_once(ada, public):
    assert public.slug == "loaves-with-cakes"
    editing.retitle(public, "Something else", ada)
    editing.withdraw(public, ada)
    assert editing.publish(editing.approve(public, ada), ada).slug == "loaves-with-cakes"


def test_the_first_day_of_publication_stays(ada, public):
    first = public.published_at
    editing.publish(editing.approve(editing.withdraw(public, ada), ada), ada)
    assert again(public).published_at == first
    assert public_document(again(public)).updated > first


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Loaves, with cakes", "loaves-with-cakes-2"),
        ("What you met, 9–15 March 2026", "what-you-met-9-15-march-2026"),
        ("評価について", "digest-2026-03-02"),
        ("Series", "series-2"),
    ],
)
def test_no_two_digests_share_an_address(ada, public, title, slug):
    assert mint(Digest(owner=ada, title=title, period_end=DAY)) == slug


def test_the_publisher_is_told_what_of_their_own_is_quoted(ada, public):
    assert private_in_words(public) == "1 quotation is from your own memos."
    Source.objects.filter(kind="post").update(kind="note")
    told = publication_of(public)
    assert told.private == "1 quotation is from your own memos and 1 quotation is from your own notes."
    assert (told.hindrance, told.withheld) == ("", 0)


def test_a_draft_says_why_it_cannot_be_published(ada):
    assert publication_of(put_draft(ada)).hindrance.endswith("is a draft; approve it before it is published.")


def test_what_is_not_borne_out_is_not_published(ada):
    draft = editing.approve(put_draft(ada), ada)
    Statement.objects.filter(text=POST).update(status="unsupported")
    with pytest.raises(CurationError, match="not borne out"):
        editing.publish(draft, ada)


def test_the_lead_tells_the_public_of_what_is_cited_only(public):
    assert public.lead == ("From 4 sources by Perpetua Lindqvist and Odalys Finch: Loaves and Cakes.")


def test_a_lead_by_hand_is_published_as_it_is(ada):
    draft = put_draft(ada)
    editing.rewrite_lead(draft, "You met bread.", ada)
    assert editing.publish(editing.approve(draft, ada), ada).lead == "You met bread."


@pytest.mark.parametrize("edit", [editing.retitle, editing.rewrite_lead])
def test_to_undo_what_was_edited_before_brings_no_lead_of_the_owner_s_back(ada, edit):
    draft = put_draft(ada)
    edit(draft, "Bread", ada)
    public = editing.publish(editing.approve(draft, ada), ada)
    editing.undo(public, ada)
    assert again(public).lead == "From 4 sources by Perpetua Lindqvist and Odalys Finch: Loaves and Cakes."
    assert not Correction.objects.filter(now__contains="You met")


def test_a_digest_that_says_nothing_is_not_published(ada):
    draft = editing.approve(put_draft(ada), ada)
    Statement.objects.filter(section__digest=draft).delete()
    with pytest.raises(CurationError, match="says nothing yet"):
        editing.publish(draft, ada)


@pytest.mark.django_db(transaction=True)
def test_two_of_one_title_published_at_once_get_an_address_each(ada, ben):
    mine, theirs = (editing.approve(put_draft(one), one) for one in (ada, ben))
    other = Thread(target=published_meanwhile, args=(theirs, ben))
    with transaction.atomic():
        editing.publish(mine, ada)
        other.start()
        wait_for_a_lock()
    other.join()
    assert {again(one).slug for one in (mine, theirs)} == {"loaves-with-cakes", "loaves-with-cakes-2"}


def published_meanwhile(digest, by):
    try:
        editing.publish(digest, by)
    finally:
        connection.close()


def wait_for_a_lock():
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)


def test_a_source_shows_its_words_author_day_and_own_address(public):
    source = sources_of(public)[ARTICLE]
    assert (source.title, source.author, source.url) == (
        "Four loaves",
        "Perpetua Lindqvist",
        "https://quince.example.com/four",
    )
    Source.objects.filter(kind="article").update(published_at=datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC))
    assert sources_of(public)[ARTICLE].said_on == datetime.date(2026, 1, 5)


def test_a_memo_shows_its_words_and_nothing_else(public):
    source = sources_of(public)[MEMO]
    assert (source.title, source.author, source.url) == ("Memo", "", "")
    assert (source.said_on, source.met_on, source.start_ms) == (None, None, None)


def test_the_name_of_a_file_is_no_title(public):
    assert sources_of(public)[EPISODE].title == "Episode"
    Source.objects.filter(kind="episode").update(title="The shop talks")
    assert sources_of(public)[EPISODE].title == "The shop talks"


def test_a_post_without_a_title_does_not_show_words_that_are_not_cited(public):
    Source.objects.filter(kind="post").update(text=f"{UNCITED} {POST}")
    assert sources_of(public)[POST].title == "Post"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://quince.example.com/four", True),
        ("http://ada:secret@quince.example.com/", False),
        ("https://quince.example.com/four?page=2&author=7", True),
        ("https://quince.example.com/four?page=2&access_token=3", False),
        ("https://quince.example.com/four?X-Signature=3", False),
        ("http://localhost:8000/notes/", False),
        ("http://192.168.0.4/", False),
        ("http://[::1]/", False),
        ("https://nas.local/talk", False),
        ("https://intranet/talk", False),
        ("file:///home/ada/talk.txt", False),
        ("javascript:alert(1)", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_shown(url, shown):
    assert public_address(url) == (url if shown else "")


def test_nothing_else_of_the_library_is_in_the_document(ada, public):
    from tests.shelf import put_source

    public.also_met.add(put_source(ada, "Private.", title="The rent"))
    words = repr(public_document(again(public)))
    for private in ("/sources/", "/digests/", "The rent", "shop-talk", "Ada Quist", "Memo of Monday", UNCITED):
        assert private not in words


def test_an_edit_after_publication_is_a_dated_correction(ada, public, said):
    editing.rewrite(said, "The bakery on Quince Lane sells four loaves.", ada, note="It said too much.")
    [correction] = Correction.objects.all()
    assert (correction.was, correction.now) == (ARTICLE, "The bakery on Quince Lane sells four loaves.")
    assert (correction.note, correction.by, correction.statement) == ("It said too much.", ada, said)
    assert correction.at.date() == timezone.now().date()


def test_an_edit_before_publication_is_none(ada):
    draft = put_draft(ada)
    editing.retitle(draft, "Bread", ada)
    assert not Correction.objects.exists()


def test_every_change_of_words_is_told(ada, public, said):
    editing.retitle(public, "Bread", ada)
    editing.rewrite_lead(public, "Of bread.", ada)
    editing.rewrite_heading(said.section, "Bread", ada)
    editing.drop_statement(said, ada)
    assert told(public) == [
        ("Loaves, with cakes", "Bread"),
        ("From 4 sources by Perpetua Lindqvist and Odalys Finch: Loaves and Cakes.", "Of bread."),
        ("Loaves", "Bread"),
        (ARTICLE, ""),
    ]


def test_to_undo_is_a_change_as_well(ada, public, said):
    editing.drop_statement(said, ada)
    editing.undo(public, ada)
    assert told(public) == [(ARTICLE, ""), ("", ARTICLE)]


def test_other_words_cited_are_told(ada, public, said):
    editing.cite(said, [editing.Chosen(said.citations.get().passage, "sells four loaves for every cake")], ada)
    [correction] = Correction.objects.all()
    assert (correction.was, correction.now) == (ARTICLE, "sells four loaves for every cake")
    assert correction.note == "the words it cites"


def test_what_is_not_borne_out_is_never_repeated(ada, public, said):
    editing.rewrite(said, "The bakery burnt down in 1987.", ada)
    assert told(public) == [(ARTICLE, "")]
    assert "1987" not in render_digest_markdown(public_document(again(public)))
    editing.rewrite(said, ARTICLE, ada)
    assert told(public)[-1] == ("", ARTICLE)


def test_what_changes_while_it_is_withdrawn_is_told_too(ada, public, said):
    editing.withdraw(public, ada)
    editing.rewrite_heading(said.section, "Bread", ada)
    editing.publish(editing.approve(public, ada), ada)
    assert told(public) == [("Loaves", "Bread")]


def test_moving_and_approving_change_no_words(ada, public, said):
    editing.move_statement(said, 1, ada)
    editing.disapprove_statement(said, ada)
    assert told(public) == []


def test_a_correction_moves_the_day_of_the_last_change(ada, public, said):
    editing.rewrite_heading(said.section, "Bread", ada)
    document = public_document(again(public))
    assert document.updated == Correction.objects.get().at
    assert [(one.was, one.now) for one in document.corrections] == [("Loaves", "Bread")]


def test_the_owner_s_own_forms_tell_the_corrections_too(ada, public, said):
    from digests.assemble import document_of

    editing.rewrite_heading(said.section, "Bread", ada)
    assert "“Loaves” became “Bread”" in render_digest_html(document_of(again(public)))


def test_a_published_digest_is_not_written_anew(ada, public):
    editing.withdraw(public, ada)
    assert again(public).is_the_hands
    assert not public.sections.filter(fell_back="Away.").fell_back().exists()


def test_many_digests_ask_as_often_as_one(ada, django_assert_num_queries):
    from digests.public import public_documents

    first = put_published(ada)
    with django_assert_num_queries(9) as one:
        public_documents(Digest.objects.filter(pk=first.pk).select_related("series"))
    Statement.objects.create(section=first.sections.first(), position=9, text="?", status="unsupported")
    second = Digest.objects.create(
        owner=ada, title="Two", period_start=DAY, period_end=DAY - datetime.timedelta(days=30), published_at=DAY_AT
    )
    second.sections.create(position=1, heading="Empty")
    with django_assert_num_queries(len(one)):
        public_documents(Digest.objects.select_related("series"))


DAY_AT = datetime.datetime(2026, 3, 3, tzinfo=datetime.UTC)
