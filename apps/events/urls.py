from django.urls import URLPattern, path

from apps.events.views import devices, door

app_name = "events"
registering_urls: list[URLPattern] = []  # ev1
making_urls: list[URLPattern] = []  # ev2
door_urls: list[URLPattern] = [  # ev3
    path("events/<slug:slug>/desk/door/", door.show, name="door"),
    path("events/<slug:slug>/desk/door/people.json", devices.people, name="door_people"),
    path("events/<slug:slug>/desk/door/sync/", devices.sync, name="door_sync"),
    path("events/<slug:slug>/desk/door/worker.js", devices.worker, name="door_worker"),
]
urlpatterns = [*registering_urls, *making_urls, *door_urls]
