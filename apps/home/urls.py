from django.urls import path

from apps.home.views import crawlers, demo, me, pages, styleguide, texts, theme

app_name = "home"
urlpatterns = [
    path("", pages.index, name="index"),
    path("me/", me.index, name="me"),
    path("help/", texts.show, {"name": "help"}, name="help"),
    path("contact/", texts.show, {"name": "contact"}, name="contact"),
    path("about/", texts.about, name="about"),
    path("terms/", texts.show, {"name": "terms"}, name="terms"),
    path("privacy/", texts.show, {"name": "privacy"}, name="privacy"),
    path("accessibility/", texts.show, {"name": "accessibility"}, name="accessibility"),
    path("styleguide/", styleguide.show, name="styleguide"),
    path("theme.css", theme.stylesheet, name="theme"),
    path("theme/", theme.choose, name="choose_theme"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("demo/", demo.index, name="demo"),
    path("demo/sign-in/", demo.sign_in, name="demo_sign_in"),
]
