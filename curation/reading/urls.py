from django.urls import path

from curation.reading import views

urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("questions/<int:question_id>/", views.question, name="question"),
]
