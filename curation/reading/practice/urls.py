from django.urls import path

from curation.reading.practice import views

urlpatterns = [
    path("sources/<int:source_id>/practice/", views.practice, name="practice"),
    path("sources/<int:source_id>/practice/end/", views.end, name="end-practice"),
    path("exercises/<int:exercise_id>/", views.exercise, name="exercise"),
    path("attempts/<int:attempt_id>/", views.attempt, name="attempt"),
    path("attempts/<int:attempt_id>/verdict/", views.overrule, name="overrule"),
]
