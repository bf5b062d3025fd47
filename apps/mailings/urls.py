from django.urls import path

from apps.mailings.views import demo, letters

app_name = "mailings"
urlpatterns = [
    path("mail/<uuid:public_id>/", letters.archive, name="archive"),
    path("mail/<uuid:public_id>/preview/", letters.preview, name="preview"),
    path("mail/picture/<uuid:public_id>/", letters.picture, name="picture"),
    path("demo/mail/", demo.viewer, name="viewer"),
    path("demo/mail/<int:pk>/", demo.message, name="message"),
    path("demo/mail/<int:pk>/html/", demo.html, name="html"),
]
