from django.urls import path

from apps.quality.views import entering, overview, reconciliation

app_name = "quality"
overview_urls = [
    path("quality/", overview.index, name="index"),
    path("quality/recount/", overview.recount, name="recount"),
    path("quality/<slug:key>/", overview.trend, name="trend"),
    path("quality/<slug:key>.csv", overview.trend_csv, name="trend_csv"),
]
reconciliation_urls = [
    path("reconciliation/", reconciliation.index, name="reconciliation"),
    path("reconciliation.csv", reconciliation.index_csv, name="reconciliation_csv"),
    path("reconciliation/file/", entering.take_file, name="file"),
    path("reconciliation/<int:be_year>/", reconciliation.year, name="year"),
    path("reconciliation/<int:be_year>.csv", reconciliation.year_csv, name="year_csv"),
    path("reconciliation/<int:be_year>/enter/", entering.enter, name="enter"),
]
urlpatterns = [*overview_urls, *reconciliation_urls]
