from django.urls import path

from apps.office.views import pdpa

urlpatterns = [
    path("pdpa/", pdpa.index, name="pdpa"),
    path("pdpa/erasures/<int:pk>/", pdpa.erasure_request, name="erasure"),
    path("alumni/<uuid:public_id>/consents/", pdpa.consents, name="person_consents"),
]
