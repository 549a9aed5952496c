"""What a real sender needs, against name servers that are played."""

import json
from dataclasses import replace

import pytest
from django.core.management import call_command

from digests.newsletter.setup import MailSetup, NoResolver, look, would_be_refused

GOOD = MailSetup(
    sender="Threepass <digest@quay.press>",
    site="https://read.quay.press",
    backend="django.core.mail.backends.smtp.EmailBackend",
    host="mx.quay.press",
    tls=True,
    bounce="bounce@quay.press",
    postal="1 Quince Lane",
)
RECORDS = {
    ("quay.press", "TXT"): ("some-site-verification=1", "v=spf1 a:mx.quay.press -all"),
    ("mail._domainkey.quay.press", "TXT"): ("v=DKIM1; k=rsa; p=MIIB",),
    ("_dmarc.quay.press", "TXT"): ("v=DMARC1; p=none",),
    ("quay.press", "MX"): ("mx.quay.press.",),
    ("mx.quay.press", "A"): ("8.8.4.4",),
    ("4.4.8.8.in-addr.arpa", "PTR"): ("mx.quay.press.",),
}


def ask(changed=None):
    records = RECORDS | (changed or {})
    return lambda name, kind: records.get((name, kind), ())


def statuses(setup=GOOD, changed=None):
    return {point.name: point.status for point in look(setup, ask(changed))}


def test_where_all_stands_all_is_well():
    assert set(statuses().values()) == {"ok"}


@pytest.mark.parametrize(
    ("changed", "name", "status"),
    [
        ({("quay.press", "TXT"): ()}, "SPF", "refused"),
        ({("quay.press", "TXT"): ("v=spf1 a -all", "v=spf1 mx -all")}, "SPF", "refused"),
        ({("quay.press", "TXT"): ("v=spf1 +all",)}, "SPF", "refused"),
        ({("mail._domainkey.quay.press", "TXT"): ()}, "DKIM", "refused"),
        ({("mail._domainkey.quay.press", "TXT"): ("v=DKIM1; p=",)}, "DKIM", "refused"),
        ({("_dmarc.quay.press", "TXT"): ()}, "DMARC", "refused"),
        ({("quay.press", "MX"): ()}, "MX", "better"),
        ({("4.4.8.8.in-addr.arpa", "PTR"): ()}, "PTR", "refused"),
        ({("4.4.8.8.in-addr.arpa", "PTR"): ("other.example.",)}, "PTR", "refused"),
        ({("mx.quay.press", "A"): ("10.0.0.5",)}, "PTR", "unseen"),
    ],
)
def test_a_record_that_is_missing_or_wrong_is_told(changed, name, status):
    assert statuses(changed=changed)[name] == status


@pytest.mark.parametrize(
    ("changed", "name", "status"),
    [
        ({"sender": "digest@localhost"}, "sender", "refused"),
        ({"site": "http://read.quay.press"}, "site address", "refused"),
        ({"site": "https://127.0.0.1"}, "site address", "refused"),
        ({"backend": "curation.project.outbox.OutboxBackend"}, "mail server", "refused"),
        ({"tls": False}, "mail server", "better"),
        ({"bounce": ""}, "bounces", "better"),
        ({"bounce": "bounce@elsewhere.press"}, "bounces", "better"),
        ({"postal": ""}, "postal address", "better"),
        ({"backend": "anymail.backends.postmark.EmailBackend"}, "bounces", "better"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_told(changed, name, status):
    assert statuses(replace(GOOD, **changed))[name] == status


def test_a_policy_of_the_domain_above_counts():
    below = replace(GOOD, sender="digest@news.quay.press", bounce="bounce@news.quay.press")
    records = {("news.quay.press", "TXT"): ("v=spf1 a -all",), ("mail._domainkey.news.quay.press", "TXT"): ("p=M",)}
    assert statuses(below, records)["DMARC"] == "ok"


def test_what_mends_it_can_be_copied():
    [spf] = [point for point in look(GOOD, ask({("quay.press", "TXT"): ()})) if point.name == "SPF"]
    assert spf.mend == 'add TXT quay.press "v=spf1 a:mx.quay.press -all"'


def silent(name, kind):
    raise NoResolver


@pytest.mark.parametrize("lookup", [None, silent])
def test_without_a_name_server_it_says_what_to_ask_and_refuses_nothing(lookup):
    points = look(GOOD, lookup)
    assert [point.mend for point in points if point.name == "SPF"] == ["dig +short TXT quay.press"]
    assert not would_be_refused(points)


def test_the_command_fails_where_a_real_sender_would_be_refused(capsys):
    with pytest.raises(SystemExit):
        call_command("check_email_setup", "--json", "--offline")
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [point["name"] for point in told["data"]["points"] if point["status"] == "refused"] == [
        "sender",
        "site address",
        "mail server",
    ]


def test_the_command_is_content_with_what_can_be_seen(settings, capsys):
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = GOOD.sender, GOOD.site
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_USE_TLS = GOOD.backend, GOOD.host, True
    call_command("check_email_setup", "--offline")
    assert "Nothing that could be looked at would be refused." in capsys.readouterr().out
