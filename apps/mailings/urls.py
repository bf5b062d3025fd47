from django.urls import path

from apps.mailings import views

app_name = "mailings"
urlpatterns = [
    path("demo/mail/", views.viewer, name="viewer"),
    path("demo/mail/<int:pk>/", views.message, name="message"),
    path("demo/mail/<int:pk>/html/", views.html, name="html"),
]
