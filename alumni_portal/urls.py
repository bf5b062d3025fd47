"""Every address of the portal: Thai without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from apps.events.urls import feed_urls

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include((feed_urls, "calendars"))),
    *i18n_patterns(
        path("", include("apps.home.urls")),
        path("", include("apps.records.urls")),
        path("", include("apps.events.urls")),
        path("", include("apps.chapters.urls")),
        path("", include("apps.directory.urls")),
        path("", include("apps.payments.urls")),
        path("", include("apps.mailings.urls")),
        path("", include("apps.accounts.urls")),
        path("accounts/", include("allauth.urls")),
        path("office/", include("apps.office.urls")),
        path("office/", include("apps.quality.urls")),
        path("office/", admin.site.urls),
        prefix_default_language=False,
    ),
]

handler400 = "apps.home.views.errors.bad_request"
handler403 = "apps.home.views.errors.permission_denied"
handler404 = "apps.home.views.errors.page_not_found"
handler429 = "apps.home.views.errors.too_many_requests"  # allauth looks for it here
handler500 = "apps.home.views.errors.server_error"
