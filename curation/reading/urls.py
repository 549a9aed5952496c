from django.urls import path

from curation.reading import aid_views, handover_views, views
from curation.reading.reader import mark_views
from curation.reading.reader import views as reader_views

urlpatterns = [
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
    path("questions/<int:question_id>/answer/", views.answer, name="answer"),
    path("questions/<int:question_id>/again/", views.ask_again, name="ask-again"),
    path("questions/<int:question_id>/own-chat/", handover_views.question, name="hand-over-question"),
    path("sources/<int:source_id>/own-chat/", handover_views.source, name="hand-over-source"),
    path("sources/<int:source_id>/explanation/", aid_views.explanation, name="explanation"),
    path("sources/<int:source_id>/cleaned/", aid_views.cleaned, name="cleaned"),
    path("sources/<int:source_id>/opinion/", aid_views.opinion, name="opinion"),
    path("sources/<int:source_id>/<slug:aid>/state/", aid_views.state, name="aid-state"),
]
