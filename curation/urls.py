from django.urls import path

from curation import handover_views, interest_views, map_views, theme_views, views
from curation.insets import views as inset_views
from curation.ledger.views import costs
from curation.profile import views as profile_views
from curation.search import views as search_views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("search/", search_views.search_library, name="search"),
    path("search/save/", search_views.save_search, name="save-search"),
    path("search/saved/<int:saved_id>/", search_views.change_search, name="change-search"),
    path("library/filtered/", interest_views.filtered, name="filtered"),
    path("interests/", interest_views.wishes, name="interests"),
    path("interests/trial/", interest_views.try_wishes, name="try-interests"),
    path("interests/defaults/", interest_views.default_wishes, name="default-interests"),
    path("sources/<int:source_id>/example/", interest_views.example, name="example"),
    path("sources/<int:source_id>/appeal/", interest_views.appeal, name="appeal"),
    path("sources/<int:source_id>/audio/", views.audio, name="audio"),
    path("sources/<int:source_id>/images/<int:inset_id>/", inset_views.image, name="image"),
    path("sources/<int:source_id>/drop/", views.drop_source, name="drop-source"),
    path("sources/<int:source_id>/restore/", views.restore_source, name="restore-source"),
    path("ties/<int:likeness_id>/part/", views.part_sources, name="part-sources"),
    path("themes/", theme_views.themes, name="themes"),
    path("themes/log/", theme_views.edits, name="edits"),
    path("themes/map/", map_views.theme_map, name="theme-map"),
    path("themes/timeline/", map_views.timeline, name="timeline"),
    path("themes/<int:theme_id>/", theme_views.theme, name="theme"),
    path("themes/<int:theme_id>/log/", theme_views.theme_edits, name="theme-edits"),
    path("themes/<int:theme_id>/rename/", theme_views.rename_theme, name="rename-theme"),
    path("themes/<int:theme_id>/merge/", theme_views.merge_theme, name="merge-theme"),
    path("themes/<int:theme_id>/passages/", theme_views.sort_passages, name="sort-passages"),
    path("themes/<int:theme_id>/<slug:verb>/", theme_views.change_theme, name="change-theme"),
    path("links/<int:link_id>/forget/", theme_views.forget_link, name="forget-link"),
    path("edits/<int:edit_id>/undo/", theme_views.undo_edit, name="undo-edit"),
    path("own-chat/<int:handover_id>/", handover_views.handover, name="handover"),
    path("own-chat/<int:handover_id>.txt", handover_views.handover_file, name="handover-file"),
    path("profile/", profile_views.profile, name="profile"),
    path("profile/interests/", profile_views.take_interest, name="take-interest"),
    path("profile/changes/<int:change_id>/", profile_views.change, name="profile-change"),
    path("profile/changes/<int:change_id>/keep/", profile_views.keep, name="keep-profile"),
    path("profile/changes/<int:change_id>/put-back/", profile_views.put_back, name="put-back-profile"),
    path("costs/", costs, name="costs"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("healthz", views.healthz, name="healthz"),
]
