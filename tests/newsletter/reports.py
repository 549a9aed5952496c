"""Mails as mail servers send them back, about mails of fictional readers."""

BACK = "bounce+{token}@example.org"


def report(token, *, status="5.1.1", action="failed", said="smtp; 550 5.1.1 No such user", to=BACK, original=""):
    """A delivery report as RFC 3464 has it."""
    return f"""From: MAILER-DAEMON@mx.example.com
To: {to.format(token=token)}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

It could not be delivered.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 4 May 2026 07:00:00 +0000

Final-Recipient: rfc822; ben@example.org
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--b1
Content-Type: text/rfc822-headers

{original}Subject: Loaves, with cakes

--b1--
""".encode()


def complaint(original):
    """A complaint as RFC 5965 has it; `original` are heads of the mail that it is about."""
    return f"""From: feedback@mail.example.com
To: postmaster@example.org
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

Somebody called this spam.
--b2
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Quay/1.0
Version: 1

--b2
Content-Type: message/rfc822

{original}From: digest@example.org
Subject: Loaves, with cakes

Bread.
--b2--
""".encode()


def away(token):
    """A note that somebody is on holiday."""
    return f"""From: Ben <ben@example.org>
To: {BACK.format(token=token)}
Subject: Away until May
Auto-Submitted: auto-replied

I am by the sea.
""".encode()


def old_fashioned(token):
    """What a server sends that knows no reports."""
    return f"""From: Mail Delivery <postmaster@old.example.com>
To: {BACK.format(token=token)}
Subject: Mail failure

The mailbox is full, or so.
""".encode()
