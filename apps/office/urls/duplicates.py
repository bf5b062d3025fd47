from django.urls import path

from apps.office.views import duplicates

urlpatterns = [
    path("duplicates/", duplicates.index, name="duplicates"),
    path("duplicates/scan/", duplicates.scan, name="duplicates_scan"),
    path("duplicates/not-the-same/", duplicates.remembered, name="duplicates_remembered"),
    path("duplicates/<int:pk>/", duplicates.pair, name="duplicate"),
    path("duplicates/<int:pk>/take-back/", duplicates.take_back, name="duplicate_take_back"),
]
