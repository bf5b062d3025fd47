from django.urls import path

from apps.accounts.views import overview

app_name = "accounts"
urlpatterns = [
    path("", overview.index, name="overview"),
]
