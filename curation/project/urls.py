from django.conf import settings
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
# Without a secret anybody could call, and have readers unsubscribed.
if settings.ANYMAIL_ON and settings.ANYMAIL_WEBHOOK_SECRET:
    urlpatterns.append(path("anymail/", include("anymail.urls")))
