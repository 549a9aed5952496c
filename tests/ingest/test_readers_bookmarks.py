import time

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import bookmarks, read

OPENS = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META CONTENT='text/html; charset=ISO-8859-1'>\n<H1>Bookmarks</H1>\n"


def links(page):
    return read(Given.of((OPENS + page).encode(), name="bookmarks.html")).drafts


def link(name):
    return f"<DT><A HREF='https://e.org/{name.lower()}' ADD_DATE='1700000000'>{name}</A>\n"


NESTED = (
    f"<DL><p><DT><H3>Sea</H3>\n<DD>All of the sea.\n<DL><p>{link('Tide')}<DD>Twice a\nday.\n"
    f"<DT><H3>Deep</H3><DL><p>{link('Salt')}</DL><p>{link('Käse')}</DL><p>{link('End')}</DL>"
)


@pytest.mark.parametrize("paragraph", ["<p>", ""])
def test_links_keep_their_order_and_their_folder(paragraph):
    found = links(NESTED.replace("<p>", paragraph))
    assert [(one.title, one.tags) for one in found] == [
        ("Tide", ("Sea",)),
        ("Salt", ("Deep",)),
        ("Käse", ("Sea",)),
        ("End", ()),
    ]
    assert found[0].text == "Tide\n\nTwice a day."


@pytest.mark.parametrize("torn", ["<![x", "<![CDATA[", "<![foo[ x ]]>", "<!--", "</"])
def test_links_before_and_behind_torn_markup_are_kept(torn):
    found = links(f"<DL><p>{link('Tide')}<DT><A HREF='https://e.org/use'>Use of {torn}</A>{link('Salt')}</DL>")
    assert [one.title for one in found][:1] == ["Tide"]
    assert len(found) in {2, 3}


@pytest.mark.parametrize(
    "torn", ["<!--", "<a ", "<![x", "<DL><p>", "<DL><DT><H3>x</H3>", "<DL><DT><A HREF='https://e.org'>x</A>"]
)
def test_pages_without_an_end_are_read_in_a_moment(torn):
    began = time.process_time()
    assert bookmarks.read(
        Given.of((OPENS + link("Tide") + f"{torn} of the sea " * 20_000).encode(), name="a.html")
    ).drafts
    assert time.process_time() - began < 10


def test_a_file_without_links_is_refused():
    with pytest.raises(UnreadableUpload, match="without any link"):
        links("<DL><p></DL>")
