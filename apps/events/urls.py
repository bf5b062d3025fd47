from django.urls import URLPattern, path

from apps.events.views import (
    attendance,
    changing,
    devices,
    door,
    feedback,
    history,
    keepers,
    messages,
    papers,
    registering,
    replying,
    reporting,
    requests,
    tickets,
)

app_name = "events"
registering_urls: list[URLPattern] = [
    path("me/events/", tickets.index, name="my_events"),
    path("r/<str:token>/", replying.reply, name="reply"),
    path("events/<slug:slug>/register/", registering.register, name="register"),
    path("events/<slug:slug>/register/pay/", tickets.pay, name="pay"),
    path("events/<slug:slug>/register/mine/", tickets.mine, name="mine"),
    path("events/<slug:slug>/register/mine/<int:position>.png", tickets.qr, name="ticket_qr"),
    path("events/<slug:slug>/register/mine/change/", changing.change, name="my_change"),
    path("events/<slug:slug>/register/mine/cancel/", tickets.cancel, name="my_cancel"),
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
    path("events/<slug:slug>/desk/keepers/", keepers.index, name="desk_keepers"),
    path("events/<slug:slug>/desk/keepers/<int:pk>/dismiss/", keepers.dismiss, name="desk_keeper_dismiss"),
    path("events/<slug:slug>/desk/attendance/", attendance.index, name="desk_attendance"),
    path("events/<slug:slug>/desk/attendance/file/", attendance.export, name="desk_export"),
    path("events/<slug:slug>/desk/papers/", papers.index, name="desk_papers"),
    path("events/<slug:slug>/desk/papers/<uuid:public_id>/", papers.file, name="desk_paper_file"),
    path("events/<slug:slug>/desk/messages/", messages.index, name="desk_messages"),
    path("events/<slug:slug>/desk/messages/<int:pk>/", messages.show, name="desk_message"),
    path("events/<slug:slug>/desk/feedback/", feedback.summary, name="desk_feedback"),
    path("events/<slug:slug>/desk/report/", reporting.write, name="desk_report"),
    path("events/<slug:slug>/register/mine/badge.pdf", papers.my_badge, name="my_badge"),
    path("events/<slug:slug>/register/mine/certificate.pdf", papers.my_certificate, name="my_certificate"),
    path("events/<slug:slug>/register/mine/feedback/", feedback.mine, name="my_feedback"),
    path("me/events/past/", history.mine, name="my_visits"),
    path("how-was-it/<str:token>/", feedback.by_link, name="feedback"),
    path("verify/event/<str:number>/", papers.check, name="certificate"),
    path("office/event-reports/", reporting.index, name="office_reports"),
    path("office/event-reports/<int:pk>/", reporting.show, name="office_report"),
]
urlpatterns = [*registering_urls, *making_urls, *door_urls]
