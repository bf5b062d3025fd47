from django.urls import path

from apps.home.views import demo, pages, theme

app_name = "home"
urlpatterns = [
    path("", pages.index, name="index"),
    path("theme.css", theme.stylesheet, name="theme"),
    path("theme/", theme.choose, name="choose_theme"),
    path("demo/", demo.index, name="demo"),
    path("demo/sign-in/", demo.sign_in, name="demo_sign_in"),
]
