from django.urls import path

from curation import handover_views, map_views, views
from curation.ledger.views import costs

urlpatterns = [
    path("library/", views.library, name="library"),
    path("sources/<int:source_id>/", views.source, name="source"),
    path("sources/<int:source_id>/audio/", views.audio, name="audio"),
    path("sources/<int:source_id>/drop/", views.drop_source, name="drop-source"),
    path("sources/<int:source_id>/restore/", views.restore_source, name="restore-source"),
    path("ties/<int:likeness_id>/part/", views.part_sources, name="part-sources"),
    path("themes/", views.themes, name="themes"),
    path("themes/map/", map_views.theme_map, name="theme-map"),
    path("themes/timeline/", map_views.timeline, name="timeline"),
    path("themes/<int:theme_id>/", views.theme, name="theme"),
    path("themes/<int:theme_id>/rename/", views.rename_theme, name="rename-theme"),
    path("themes/<int:theme_id>/merge/", views.merge_theme, name="merge-theme"),
    path("passages/<int:passage_id>/move/", views.move_passage, name="move-passage"),
    path("own-chat/<int:handover_id>/", handover_views.handover, name="handover"),
    path("own-chat/<int:handover_id>.txt", handover_views.handover_file, name="handover-file"),
    path("costs/", costs, name="costs"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("healthz", views.healthz, name="healthz"),
]
