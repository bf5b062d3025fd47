from django.urls import include, path

from apps.mailings.views import letters, preferences, viewer, webhooks
from apps.mailings.views.office import desk, domain, inbox, ledger, listing, progress, rates, results, returns, writing

app_name = "mailings"
composing_urls = [
    path("", listing.index, name="office"),
    path("new/", listing.new, name="office_new"),
    path("<uuid:public_id>/", desk.show, name="office_show"),
    path("<uuid:public_id>/write/", writing.change, name="office_write"),
    path("<uuid:public_id>/audience/", writing.audience, name="office_audience"),
    path("<uuid:public_id>/files/", writing.add_file, name="office_add_file"),
    path("<uuid:public_id>/files/<uuid:file_id>/remove/", writing.remove_file, name="office_remove_file"),
    path("<uuid:public_id>/test/", desk.try_out, name="office_test"),
    path("<uuid:public_id>/withdraw/", desk.withdraw, name="office_withdraw"),
    path("<uuid:public_id>/decide/", desk.decide, name="office_decide"),
    path("<uuid:public_id>/copy/", listing.copy, name="office_copy"),
    path("<uuid:public_id>/discard/", listing.discard, name="office_discard"),
]
returns_urls = [
    path("inbox/", inbox.index, name="office_inbox"),
    path("inbox/<int:pk>/", inbox.show, name="office_reply"),
    path("returned/", returns.index, name="office_returns"),
    path("domain/", domain.check, name="office_domain"),
    path("rates/", rates.index, name="office_rates"),
    path("rates/<int:pk>/", rates.change, name="office_rate"),
    path("rates/<int:pk>/remove/", rates.remove, name="office_rate_remove"),
]
results_urls = [
    path("results/", results.index, name="office_results"),
    path("results.csv", results.index_csv, name="office_results_csv"),
    path("<uuid:public_id>/results/", results.show, name="office_result"),
    path("<uuid:public_id>/results.csv", results.show_csv, name="office_result_csv"),
]
running_urls = [
    path("restored/", ledger.restored, name="office_restored"),
    path("messages/<int:pk>/", ledger.settle_alone, name="office_settle_alone"),
    path("<uuid:public_id>/progress/", progress.show, name="office_progress"),
    path("<uuid:public_id>/progress/<str:deed>/", progress.act, name="office_act"),
    path("<uuid:public_id>/ledger/", ledger.index, name="office_ledger"),
    path("<uuid:public_id>/ledger/<int:pk>/", ledger.settle, name="office_settle"),
]
urlpatterns = [
    path("office/mailings/", include(results_urls)),
    path("office/mailings/", include(running_urls)),
    path("office/mailings/", include(returns_urls)),
    path("office/mailings/", include(composing_urls)),
    path("mail/<uuid:public_id>/", letters.archive, name="archive"),
    path("mail/<uuid:public_id>/preview/", letters.preview, name="preview"),
    path("mail/picture/<uuid:public_id>/", letters.picture, name="picture"),
    path("mail/document/<uuid:public_id>/", letters.document, name="document"),
    path("demo/mail/", viewer.viewer, name="viewer"),
    path("demo/mail/<int:pk>/", viewer.message, name="message"),
    path("demo/mail/<int:pk>/html/", viewer.html, name="html"),
    path("mail/<str:token>/", preferences.by_link, name="preferences"),
    path("mail/stop/<str:token>/", preferences.stop, name="stop"),
    path("mail-events/", webhooks.provider, name="webhook"),
    path("me/mail/", preferences.mine, name="my_mail"),
]
