from django.urls import path

from curation.reading.review import views

urlpatterns = [
    path("review/", views.review, name="review"),
    path("review/undo/", views.undo, name="undo-review"),
    path("review/more/", views.more, name="more-cards"),
    path("review/habit/", views.habit, name="card-habit"),
    path("cards/", views.cards, name="cards"),
    path("cards/anki.txt", views.anki, name="anki"),
    path("cards/<int:card_id>/", views.card, name="card"),
    path("cards/<int:card_id>/rate/", views.rate, name="rate-card"),
    path("cards/<int:card_id>/<slug:verb>/", views.change_card, name="change-card"),
    path("sources/<int:source_id>/cards/", views.offered, name="offered-cards"),
    path("marks/<int:mark_id>/card/", views.card_of_mark, name="card-of-mark"),
    path("exercises/<int:exercise_id>/card/", views.card_of_exercise, name="card-of-exercise"),
]
