from django.urls import path

from curation.reading.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("today/minutes/", views.day_minutes, name="day-minutes"),
    path("look-back/", views.weeks, name="look-back"),
]
