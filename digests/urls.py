from django.urls import path, register_converter

from digests import (
    deck_edit_views,
    deck_look_views,
    deck_pick_views,
    deck_share_views,
    deck_version_views,
    deck_views,
    desk_views,
    issue_views,
    mail_views,
    memo_views,
    pin_views,
    public_views,
    reader_views,
    series_views,
    subscriber_views,
    views,
)


class DigestForm:
    regex = "md|pdf|epub"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DigestVerb(DigestForm):
    regex = "approve|publish|withdraw"


class DeskVerb(DigestForm):
    regex = "title|lead|undo|restore|approve-verified"


class StatementVerb(DigestForm):
    regex = "rewrite|approve|set-back|drop|up|down|cite|uncite"


class SectionVerb(DigestForm):
    regex = "heading|up|down|quote|unpin"


class DeckForm(DigestForm):
    regex = "pptx|html|pdf|md"


class IssueVerb(DigestForm):
    regex = "word|approve|send|withdraw|cancel|test"


class DeckVerb(DigestForm):
    regex = "title|audience|look|add|highlight|undo"


class SlideVerb(DigestForm):
    regex = "title|subtitle|notes|label|line|layout|to|up|down|drop|again"


class LineVerb(DigestForm):
    regex = "save|drop|up|down"


class SlideId(DigestForm):
    regex = r"[\w-]{1,60}"


class Token(DigestForm):
    regex = r"[\w-]{43}"


class SeriesVerb(DigestForm):
    regex = "pause|resume|remove"


register_converter(DigestForm, "digest_form")
register_converter(SeriesVerb, "series_verb")
register_converter(IssueVerb, "issue_verb")
register_converter(DigestVerb, "digest_verb")
register_converter(DeskVerb, "desk_verb")
register_converter(StatementVerb, "statement_verb")
register_converter(SectionVerb, "section_verb")
register_converter(DeckForm, "deck_form")
register_converter(DeckVerb, "deck_verb")
register_converter(SlideVerb, "slide_verb")
register_converter(LineVerb, "line_verb")
register_converter(SlideId, "slide_id")
register_converter(Token, "share_token")

_LINE = "decks/<int:deck_id>/slides/<slide_id:slide_id>/lines/<int:at>"

urlpatterns = [
    path("digests/", views.digests, name="digests"),
    path("digests/latest/", views.latest, name="latest-digest"),
    path("digests/compose/", views.compose_digest, name="compose-digest"),
    path("digests/own-chat/", views.hand_over_digest, name="hand-over-digest"),
    path("digests/picked/", series_views.pick_sources, name="pick-sources"),
    path("digests/series/", series_views.series_list, name="series-list"),
    path("digests/series/new/", series_views.new_series, name="new-series"),
    path("digests/series/<int:series_id>/", series_views.one_series, name="series"),
    path("digests/series/<int:series_id>/<series_verb:verb>/", series_views.change_series, name="change-series"),
    path("digests/series/<int:series_id>/now/", series_views.make_series_now, name="make-series-now"),
    path("digests/<int:digest_id>/own-chat/", views.hand_over_one, name="hand-over-one"),
    path("digests/<int:digest_id>/picks/", series_views.picks, name="picks"),
    path("digests/<int:digest_id>/anew/", series_views.write_anew, name="write-anew"),
    path("digests/<int:digest_id>/", views.digest, name="digest"),
    path("digests/<int:digest_id>.<digest_form:form>", views.digest_file, name="digest-file"),
    path("digests/<int:digest_id>/<digest_verb:verb>/", views.change_digest, name="change-digest"),
    path("digests/<int:digest_id>/again/", views.write_again, name="write-again"),
    path("digests/<int:digest_id>/progress/", views.digest_progress, name="digest-progress"),
    path("digests/<int:digest_id>/mail/", mail_views.mail, name="mail"),
    path("digests/<int:digest_id>/mail/body/", mail_views.mail_body, name="mail-body"),
    path("digests/<int:digest_id>/desk/", desk_views.desk, name="desk"),
    path("digests/<int:digest_id>/desk/<desk_verb:verb>/", desk_views.change_desk, name="change-desk"),
    path("digests/<int:digest_id>/publication/", desk_views.publication, name="publication"),
    path("statements/<int:statement_id>/check/", desk_views.check_statement, name="check-statement"),
    path("statements/<int:statement_id>/<statement_verb:verb>/", desk_views.change_statement, name="change-statement"),
    path("sections/<int:section_id>/<section_verb:verb>/", desk_views.change_section, name="change-section"),
    path("questions/<int:question_id>/pin/", pin_views.pin_question, name="pin-question"),
    path("decks/", deck_views.deck_list, name="decks"),
    path("decks/highlights/", deck_pick_views.pick_highlights, name="pick-highlights"),
    path("decks/<int:deck_id>/recording/", memo_views.deck_memo, name="deck-memo"),
    path("decks/looks/", deck_look_views.deck_looks, name="deck-looks"),
    path("decks/looks/<int:look_id>/remove/", deck_look_views.remove_deck_look, name="remove-deck-look"),
    path("decks/own-chat/", deck_views.hand_over, name="hand-over-deck"),
    path("decks/<int:deck_id>/", deck_views.deck, name="deck"),
    path("decks/<int:deck_id>/again/", deck_views.make_deck_again, name="make-deck-again"),
    path("decks/<int:deck_id>/progress/", deck_views.deck_progress, name="deck-progress"),
    path("decks/<int:deck_id>.<deck_form:form>", deck_views.deck_file, name="deck-file"),
    path("decks/<int:deck_id>/edit/", deck_edit_views.edit, name="edit-deck"),
    path("decks/<int:deck_id>/edit/<deck_verb:verb>/", deck_edit_views.change_deck, name="change-deck"),
    path(
        "decks/<int:deck_id>/slides/<slide_id:slide_id>/<slide_verb:verb>/",
        deck_edit_views.change_slide,
        name="change-slide",
    ),
    path(f"{_LINE}/check/", deck_edit_views.check_line, name="check-line"),
    path(f"{_LINE}/<line_verb:verb>/", deck_edit_views.change_line, name="change-line"),
    path("decks/<int:deck_id>/versions/", deck_version_views.versions, name="deck-versions"),
    path("decks/<int:deck_id>/versions/<int:number>/", deck_version_views.version, name="deck-version"),
    path("decks/<int:deck_id>/versions/<int:number>/back/", deck_version_views.go_back, name="deck-version-back"),
    path("decks/<int:deck_id>/look.css", deck_version_views.look_style, name="look-style"),
    path("decks/<int:deck_id>/share/", deck_version_views.share, name="share-deck"),
    path("s/<share_token:token>/", deck_share_views.shared_deck, name="shared-deck"),
    path("s/<share_token:token>/look.css", deck_share_views.shared_look, name="shared-look"),
    path("s/<share_token:token>/deck.<deck_form:form>", deck_share_views.shared_deck_file, name="shared-deck-file"),
    path("read/", public_views.archive, name="archive"),
    path("read/atom.xml", public_views.atom, name="read-atom"),
    path("read/series/<slug:slug>/", public_views.series_archive, name="series-archive"),
    path("read/series/<slug:slug>/atom.xml", public_views.series_atom, name="series-atom"),
    path("read/<slug:slug>/", public_views.read, name="read"),
    path("read/<slug:slug>.<digest_form:form>", public_views.read_file, name="read-file"),
    path("llms.txt", public_views.llms_txt, name="llms-txt"),
    path("robots.txt", public_views.robots_txt, name="robots-txt"),
    path("digests/<int:digest_id>/issue/", issue_views.make_issue, name="make-issue"),
    path("newsletter/", issue_views.overview, name="newsletter"),
    path("newsletter/series/<int:series_id>/", issue_views.offer_series, name="offer-series"),
    path("newsletter/issues/<int:issue_id>/", issue_views.issue, name="issue"),
    path("newsletter/issues/<int:issue_id>/body/", issue_views.issue_body, name="issue-body"),
    path("newsletter/issues/<int:issue_id>/<issue_verb:verb>/", issue_views.change_issue, name="change-issue"),
    path("newsletter/issues/<int:issue_id>/deliveries/", issue_views.deliveries, name="issue-deliveries"),
    path("newsletter/issues/<int:issue_id>/deliveries/now/", issue_views.deliveries_now, name="deliveries-now"),
    path("newsletter/deliveries/<int:delivery_id>/again/", issue_views.send_again, name="send-again"),
    path("newsletter/subscribers/", reader_views.subscribers, name="subscribers"),
    path("newsletter/subscribers/add/", reader_views.add_subscriber, name="add-subscriber"),
    path("newsletter/subscribers/import/", reader_views.import_subscribers, name="import-subscribers"),
    path("newsletter/subscribers.csv", reader_views.export_subscribers, name="export-subscribers"),
    path("newsletter/blocked/", reader_views.block_address, name="block-address"),
    path("newsletter/subscribe/", subscriber_views.subscribe, name="subscribe"),
    path("newsletter/subscribe/<slug:slug>/", subscriber_views.subscribe, name="subscribe-series"),
    path("newsletter/confirm/<str:token>/", subscriber_views.confirm, name="confirm"),
    path("newsletter/preferences/<str:token>/", subscriber_views.preferences, name="preferences"),
    path("newsletter/preferences/<str:token>/data.json", subscriber_views.my_data, name="my-data"),
    path("newsletter/preferences/<str:token>/erase/", subscriber_views.erase_me, name="erase-me"),
    path("newsletter/worth/<str:token>/<int:section_id>/", subscriber_views.thumb, name="thumb"),
    path("unsubscribe/<str:token>/", subscriber_views.unsubscribe, name="unsubscribe"),
    path("outbox/", mail_views.outbox, name="outbox"),
    path("outbox/<str:name>/", mail_views.letter, name="letter"),
    path("outbox/<str:name>/body/", mail_views.letter_body, name="letter-body"),
]
