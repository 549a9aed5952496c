from django.urls import path

from ingest import recorder, views

urlpatterns = [
    path("add/", views.add, name="add"),
    path("add/recording/", recorder.record, name="record"),
    path("sources/<int:source_id>/recording/", recorder.get_recording, name="get-recording"),
    path("activity/", views.activity, name="activity"),
    path("activity/work/", views.work, name="work"),
    path("uploads/<int:upload_id>/original/", views.original, name="original"),
    path("uploads/<int:upload_id>/retry/", views.retry_upload, name="retry-upload"),
]
