from django.contrib import admin
from django.urls import include, path

from curation.project.api import api

urlpatterns = [
    path("", include("digests.urls")),
    path("", include("curation.urls")),
    path("", include("ingest.urls")),
    path("", include("curation.reading.urls")),
    path("api/", api.urls),
    path("admin/", admin.site.urls),
]
