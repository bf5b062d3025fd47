from django.urls import path

from apps.accounts.views import invitation, notices, overview

app_name = "accounts"
urlpatterns = [
    path("accounts/", overview.index, name="overview"),
    path("accounts/invitation/<str:token>/", invitation.accept, name="accept_invitation"),
    path("me/notifications/", notices.index, name="notices"),
    path("me/notifications/read/", notices.read_all, name="read_notices"),
    path("me/notifications/<int:pk>/", notices.follow, name="notice"),
    path("me/notifications/<int:pk>/read/", notices.read, name="read_notice"),
]
