from django.urls import include, path, register_converter

from curation.reading import aid_views, handover_views, views
from curation.reading.following import views as following
from curation.reading.passes import views as pass_views
from curation.reading.reader import mark_views
from curation.reading.reader import views as reader_views
from curation.reading.threads import views as threads
from curation.reading.words import views as words_views


class TalkForm:
    regex = "md|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TalkForm, "talk_form")

urlpatterns = [
    path("", include("curation.reading.home.urls")),
    path("sources/<int:source_id>/", reader_views.source, name="source"),
    path("sources/<int:source_id>/place/", reader_views.place, name="place"),
    path("sources/<int:source_id>/marks/", mark_views.mark_words, name="mark-words"),
    path("sources/<int:source_id>/marks.<slug:form>", mark_views.source_marks_file, name="source-marks-file"),
    path("look/", reader_views.look, name="look"),
    path("marks/", mark_views.all_marks, name="marks"),
    path("marks.md", mark_views.marks_file, {"form": "md"}, name="marks-markdown"),
    path("marks.json", mark_views.marks_file, {"form": "json"}, name="marks-json"),
    path("marks/put-back/", mark_views.put_mark_back, name="put-mark-back"),
    path("marks/<int:mark_id>/", mark_views.mark, name="mark"),
    path("marks/<int:mark_id>/remove/", mark_views.remove_mark, name="remove-mark"),
    path("ask/", views.ask, name="ask"),
    path("questions/<int:question_id>/", views.question, name="question"),
    path("questions/<int:question_id>/answer/", following.answer, name="answer"),
    path("questions/<int:question_id>/stream/", following.stream, name="answer-stream"),
    path("questions/<int:question_id>/again/", views.ask_again, name="ask-again"),
    path("questions/<int:question_id>/go-on/", views.go_on, name="go-on"),
    path("threads/<int:thread_id>/", threads.thread, name="thread"),
    path("threads/<int:thread_id>.<talk_form:form>", threads.thread_file, name="thread-file"),
    path("threads/<int:thread_id>/rename/", threads.rename_thread, name="rename-thread"),
    path("threads/<int:thread_id>/delete/", threads.delete_thread, name="delete-thread"),
    path("questions/<int:question_id>/own-chat/", handover_views.question, name="hand-over-question"),
    path("sources/<int:source_id>/passes/end/", pass_views.end, name="end-pass"),
    path("sources/<int:source_id>/passes/help/", pass_views.open_help, name="open-help"),
    path("sources/<int:source_id>/own-chat/", handover_views.source, name="hand-over-source"),
    path("sources/<int:source_id>/explanation/", aid_views.explanation, name="explanation"),
    path("sources/<int:source_id>/cleaned/", aid_views.cleaned, name="cleaned"),
    path("sources/<int:source_id>/opinion/", aid_views.opinion, name="opinion"),
    path("sources/<int:source_id>/words/", words_views.select, name="select-words"),
    path("selections/<int:selection_id>/", words_views.selection, name="selection"),
    path("sources/<int:source_id>/<slug:aid>/state/", aid_views.state, name="aid-state"),
    path("", include("curation.reading.practice.urls")),
    path("", include("curation.reading.review.urls")),
]
