from django.urls import URLPattern, path

from apps.events.views import changing, devices, door, registering, replying, requests, tickets

app_name = "events"
registering_urls: list[URLPattern] = [
    path("me/events/", tickets.index, name="my_events"),
    path("r/<str:token>/", replying.reply, name="reply"),
    path("events/<slug:slug>/register/", registering.register, name="register"),
    path("events/<slug:slug>/register/pay/", tickets.pay, name="pay"),
    path("events/<slug:slug>/register/mine/", tickets.mine, name="mine"),
    path("events/<slug:slug>/register/mine/<int:position>.png", tickets.qr, name="ticket_qr"),
    path("events/<slug:slug>/register/mine/change/", changing.change, name="change"),
    path("events/<slug:slug>/register/mine/cancel/", tickets.cancel, name="cancel"),
    path("events/<slug:slug>/register/mine/pass-on/", tickets.pass_on, name="pass_on"),
    path("events/<slug:slug>/register/take/<str:token>/", tickets.take_over, name="take_over"),
    path("events/<slug:slug>/desk/requests/", requests.index, name="requests"),
    path("events/<slug:slug>/desk/requests/<int:pk>/", requests.answer, name="request"),
]
making_urls: list[URLPattern] = []  # ev2
door_urls: list[URLPattern] = [  # ev3
    path("events/<slug:slug>/desk/door/", door.show, name="door"),
    path("events/<slug:slug>/desk/door/people.json", devices.people, name="door_people"),
    path("events/<slug:slug>/desk/door/sync/", devices.sync, name="door_sync"),
    path("events/<slug:slug>/desk/door/worker.js", devices.worker, name="door_worker"),
]
urlpatterns = [*registering_urls, *making_urls, *door_urls]
