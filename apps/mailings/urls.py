from django.urls import path

from apps.mailings.views import letters, preferences, viewer, webhooks

app_name = "mailings"
urlpatterns = [
    path("mail/<uuid:public_id>/", letters.archive, name="archive"),
    path("mail/<uuid:public_id>/preview/", letters.preview, name="preview"),
    path("mail/picture/<uuid:public_id>/", letters.picture, name="picture"),
    path("demo/mail/", viewer.viewer, name="viewer"),
    path("demo/mail/<int:pk>/", viewer.message, name="message"),
    path("demo/mail/<int:pk>/html/", viewer.html, name="html"),
    path("mail/<str:token>/", preferences.by_link, name="preferences"),
    path("mail/stop/<str:token>/", preferences.stop, name="stop"),
    path("mail-events/", webhooks.provider, name="webhook"),
    path("me/mail/", preferences.mine, name="my_mail"),
]
