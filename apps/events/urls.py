from django.urls import URLPattern

app_name = "events"
registering_urls: list[URLPattern] = []  # ev1
making_urls: list[URLPattern] = []  # ev2
door_urls: list[URLPattern] = []  # ev3
urlpatterns = [*registering_urls, *making_urls, *door_urls]
