from django.urls import path

from apps.records.views.privacy import overview, taking, wishes

urlpatterns = [
    path("me/privacy/", overview.show, name="me_privacy"),
    path("me/privacy/who/", overview.who, name="me_who"),
    path("me/privacy/consents/", wishes.consents, name="me_consents"),
    path("me/privacy/contact/", wishes.channels, name="me_do_not_contact"),
    path("me/privacy/restrict/", wishes.restrict, name="me_restrict"),
    path("me/privacy/download/", taking.download, name="me_download"),
    path("me/privacy/download/<uuid:public_id>/", taking.download_file, name="me_download_file"),
    path("me/privacy/erase/", taking.erase, name="me_erase"),
    path("me/privacy/erase/take-back/", taking.take_back, name="me_erase_take_back"),
]
