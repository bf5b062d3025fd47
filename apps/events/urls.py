from django.urls import URLPattern, path

from apps.events.views import (
    attendance,
    calendars,
    changing,
    desk,
    devices,
    door,
    feedback,
    history,
    hosts,
    inviting,
    keepers,
    listing,
    making,
    messages,
    office,
    page,
    papers,
    photos,
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
    path("events/<slug:slug>/desk/invite/", inviting.invite, name="desk_invite"),
    path("events/<slug:slug>/desk/requests/", requests.index, name="requests"),
    path("events/<slug:slug>/desk/requests/<int:pk>/", requests.answer, name="request"),
]
finding_urls: list[URLPattern] = [
    path("events/", listing.index, name="index"),
    path("events/map/", listing.province_map, name="map"),
    path("events/month/", listing.month, name="this_month"),
    path("events/month/<int:year>/<int:number>/", listing.month, name="month"),
    path("events/calendar/", calendars.subscribe, name="subscribe"),
    path("events/calendar/<int:pk>/revoke/", calendars.revoke, name="revoke_key"),
]
making_urls: list[URLPattern] = [
    path("events/new/", making.new, name="new"),
    path("events/mine/", desk.index, name="mine_to_run"),
    path("events/drafts/<int:pk>/discard/", making.discard, name="discard_draft"),
    path("events/hosting/<int:pk>/", hosts.answer, name="host_answer"),
    path("events/<slug:slug>/desk/", desk.show, name="desk"),
    path("events/<slug:slug>/desk/change/", making.change, name="change"),
    path("events/<slug:slug>/desk/take-back/", desk.take_back, name="take_back"),
    path("events/<slug:slug>/desk/discard/", desk.discard, name="discard"),
    path("events/<slug:slug>/desk/cancel/", desk.cancel, name="cancel"),
    path("events/<slug:slug>/desk/decisions/<int:pk>/appeal/", desk.appeal, name="appeal"),
    path("events/<slug:slug>/desk/hosts/", hosts.index, name="hosts"),
    path("events/<slug:slug>/desk/hosts/<int:pk>/end/", hosts.end, name="host_end"),
]
page_urls: list[URLPattern] = [
    path("events/<slug:slug>.ics", page.calendar_file, name="ics"),
    path("events/<slug:slug>/", page.show, name="show"),
    path("events/<slug:slug>/share.png", page.share_picture, name="share_picture"),
    path("events/<slug:slug>/<slug:form>.webp", page.picture, name="picture"),
    path("events/<slug:slug>/report/", page.complain, name="complain"),
]
office_urls: list[URLPattern] = [
    path("office/events/", office.index, name="office"),
    path("office/events/log/", office.log, name="office_log"),
    path("office/events/complaints/<int:pk>/", office.complaint, name="office_complaint"),
    path("office/events/appeals/<int:pk>/", office.appeal, name="office_appeal"),
    path("office/events/of/<slug:slug>/", office.show, name="office_event"),
    path("office/events/of/<slug:slug>/picture.webp", office.picture, name="office_picture"),
]
door_urls: list[URLPattern] = [
    path("events/<slug:slug>/desk/door/", door.show, name="door"),
    path("events/<slug:slug>/desk/door/people.json", devices.people, name="door_people"),
    path("events/<slug:slug>/desk/door/sync/", devices.sync, name="door_sync"),
    path("events/<slug:slug>/desk/door/worker.js", devices.worker, name="door_worker"),
    path("events/<slug:slug>/desk/keepers/", keepers.index, name="desk_keepers"),
    path("events/<slug:slug>/desk/keepers/<int:pk>/dismiss/", keepers.dismiss, name="desk_keeper_dismiss"),
    path("events/<slug:slug>/desk/attendance/", attendance.index, name="desk_attendance"),
    path("events/<slug:slug>/desk/attendance/file/", attendance.export, name="desk_export"),
    path("events/<slug:slug>/desk/album/", photos.begin, name="desk_album"),
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
# What programs ask for, outside of the pages' languages.
feed_urls: list[URLPattern] = [
    path("calendar/public.ics", calendars.public, name="public"),
    path("calendar/groups/<slug:slug>.ics", calendars.of_group, name="group"),
    path("calendar/mine/<str:token>.ics", calendars.mine, name="mine"),
]
urlpatterns = [*registering_urls, *finding_urls, *making_urls, *door_urls, *page_urls, *office_urls]
