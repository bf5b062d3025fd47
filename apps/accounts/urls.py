from django.urls import path

from apps.accounts.views import invitation, overview

app_name = "accounts"
urlpatterns = [
    path("", overview.index, name="overview"),
    path("invitation/<str:token>/", invitation.accept, name="accept_invitation"),
]
