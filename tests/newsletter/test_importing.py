import pytest

from curation.errors import NotFound, Refused
from digests import newsletter
from digests.models import Subscriber, Subscription
from tests.newsletter.cast import CONSENT, put_series, put_subscriber

REFUSED = "has asked for no more mail, does not get it, or has not confirmed; only they can change that."
pytestmark = pytest.mark.django_db


@pytest.fixture
def read(ada, series):
    return lambda data, consent=CONSENT: newsletter.import_csv(ada, [series], data, consent)


def test_the_column_is_found_by_its_name(read):
    report = read(b"name,E-Mail\nBen,ben@example.org\nCleo,cleo@example.org\n")
    assert (report.new, report.known, report.refused) == (2, 0, ())
    assert {one.origin for one in Subscription.objects.all()} == {"import"}


@pytest.mark.parametrize(
    "data",
    [
        "email;name\nben@example.org;Bjørn".encode("cp1252"),
        "\ufeffemail,name\r\nben@example.org,Bjørn\r\n".encode(),
        "email\tname\nben@example.org\tBjørn".encode("utf-16"),
        b'"email","name"\n"ben@example.org","B, with\na break"\n\n',
        b" EMAIL \n  Ben@Example.ORG  \n",
    ],
    ids=["semicolons in cp1252", "a mark before UTF-8", "UTF-16 with tabs", "quoted", "spaces and capitals"],
)
def test_it_reads_what_spreadsheets_write(read, data):
    assert read(data).new == 1
    assert Subscriber.objects.get().address == "ben@example.org"


def test_each_line_that_is_refused_is_named_with_its_reason(ada, series, read):
    put_subscriber(series, "left@example.org", state="unsubscribed")
    newsletter.block("@blocked.example.com", ada)
    report = read(b"email\nnobody\nleft@example.org\na@blocked.example.com\nben@example.org\nBEN@example.org\n")
    assert (report.new, report.known) == (1, 0)
    assert [(one.line, one.reason) for one in report.refused] == [
        (2, "nobody is not an e-mail address."),
        (3, f"left@example.org {REFUSED}"),
        (4, f"a@blocked.example.com {REFUSED}"),
    ]


def test_who_stands_in_it_twice_is_added_once(read):
    report = read(b"email\nben@example.org\nBen@example.org\n")
    assert (report.new, report.known, report.refused) == (1, 0, ())


def test_who_is_subscribed_to_another_series_gets_this_one_as_well(ada, series, read):
    known = put_subscriber(put_series(ada, "Fridays"))
    assert (read(b"email\nben@example.org").known, known.subscriptions.count()) == (1, 2)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"name,phone\nBen,12", "No column"),
        (b"ben@example.org\ncleo@example.org", "No column"),
        (b"email\n\x00\x01", "not text"),
        (b"\xff\xfe\x00", "not text"),
        (b'email\n"' + b"x" * 200_000, "not CSV"),
    ],
)
def test_what_is_no_such_table_is_refused_whole(read, data, told):
    with pytest.raises(Refused, match=told):
        read(data)


def test_a_table_that_is_too_long_adds_nobody(read, monkeypatch):
    monkeypatch.setattr("digests.newsletter.importing.MOST_ROWS", 2)
    with pytest.raises(Refused, match="more than 2 lines"):
        read(b"email\na@example.org\nb@example.org\nc@example.org")
    assert not Subscriber.objects.exists()


def test_without_consent_nobody_is_added(read):
    with pytest.raises(Refused, match="what they agreed to"):
        read(b"email\nben@example.org", "yes")


def test_who_is_known_to_another_owner_is_new_to_this_one(ben, read):
    put_subscriber(put_series(ben, "Of Ben"))
    assert read(b"email\nben@example.org").known == 0


def test_nobody_imports_into_another_s_series(ben, series):
    with pytest.raises(NotFound):
        newsletter.import_csv(ben, [series], b"email\ncleo@example.org", CONSENT)
