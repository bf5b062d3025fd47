from django.urls import path

from apps.mailings.views import preferences, viewer

app_name = "mailings"
urlpatterns = [
    path("demo/mail/", viewer.viewer, name="viewer"),
    path("demo/mail/<int:pk>/", viewer.message, name="message"),
    path("demo/mail/<int:pk>/html/", viewer.html, name="html"),
    path("mail/<str:token>/", preferences.by_link, name="preferences"),
    path("mail/stop/<str:token>/", preferences.stop, name="stop"),
    path("me/mail/", preferences.mine, name="my_mail"),
]
