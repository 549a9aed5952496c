from django.urls import path

from ingest import feed_views, recorder, views

urlpatterns = [
    path("add/", views.add, name="add"),
    path("add/recording/", recorder.record, name="record"),
    path("sources/<int:source_id>/recording/", recorder.get_recording, name="get-recording"),
    path("activity/", views.activity, name="activity"),
    path("activity/work/", views.work, name="work"),
    path("uploads/<int:upload_id>/", views.upload_report, name="upload"),
    path("feeds/", feed_views.feeds, name="feeds"),
    path("feeds/look/", feed_views.look_at_feed, name="look-at-feed"),
    path("feeds/follow/", feed_views.follow_feed, name="follow-feed"),
    path("feeds/import/", feed_views.import_feeds, name="import-feeds"),
    path("feeds/export/", feed_views.export_feeds, name="export-feeds"),
    path("feeds/<int:feed_id>/", feed_views.feed, name="feed"),
    path("feeds/<int:feed_id>/rename/", feed_views.rename_feed, name="rename-feed"),
    path("feeds/<int:feed_id>/leave/", feed_views.leave_feed, name="leave-feed"),
    path("feeds/<int:feed_id>/<slug:verb>/", feed_views.change_feed, name="change-feed"),
    path("feeds/entries/<int:entry_id>/<slug:verb>/", feed_views.change_entry, name="change-entry"),
    path("uploads/<int:upload_id>/original/", views.original, name="original"),
    path("uploads/<int:upload_id>/retry/", views.retry_upload, name="retry-upload"),
]
