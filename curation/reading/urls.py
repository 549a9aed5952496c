from django.urls import path

from curation.reading import aid_views, handover_views, views
from curation.reading.reader import views as reader_views

urlpatterns = [
    path("sources/<int:source_id>/", reader_views.source, name="source"),
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
