from django.urls import path

from apps.office.views.mailings import desk, listing, writing

urlpatterns = [
    path("mailings/", listing.index, name="mailings"),
    path("mailings/new/", listing.new, name="mailing_new"),
    path("mailings/<uuid:public_id>/", desk.show, name="mailing"),
    path("mailings/<uuid:public_id>/write/", writing.change, name="mailing_write"),
    path("mailings/<uuid:public_id>/audience/", writing.audience, name="mailing_audience"),
    path("mailings/<uuid:public_id>/files/", writing.add_file, name="mailing_file"),
    path("mailings/<uuid:public_id>/files/<uuid:file_id>/remove/", writing.remove_file, name="mailing_file_remove"),
    path("mailings/<uuid:public_id>/test/", desk.try_out, name="mailing_test"),
    path("mailings/<uuid:public_id>/withdraw/", desk.withdraw, name="mailing_withdraw"),
    path("mailings/<uuid:public_id>/decide/", desk.decide, name="mailing_decide"),
    path("mailings/<uuid:public_id>/copy/", listing.copy, name="mailing_copy"),
    path("mailings/<uuid:public_id>/discard/", listing.discard, name="mailing_discard"),
]
