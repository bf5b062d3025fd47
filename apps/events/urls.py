from django.urls import URLPattern, path

from apps.events.views import calendars, desk, devices, door, hosts, listing, making, office, page

app_name = "events"
registering_urls: list[URLPattern] = []  # ev1
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
    path("office/events/reports/<int:pk>/", office.complaint, name="office_complaint"),
    path("office/events/appeals/<int:pk>/", office.appeal, name="office_appeal"),
    path("office/events/of/<slug:slug>/", office.show, name="office_event"),
    path("office/events/of/<slug:slug>/picture.webp", office.picture, name="office_picture"),
]
door_urls: list[URLPattern] = [  # ev3
    path("events/<slug:slug>/desk/door/", door.show, name="door"),
    path("events/<slug:slug>/desk/door/people.json", devices.people, name="door_people"),
    path("events/<slug:slug>/desk/door/sync/", devices.sync, name="door_sync"),
    path("events/<slug:slug>/desk/door/worker.js", devices.worker, name="door_worker"),
]
# What programs ask for, outside of the pages' languages.
feed_urls: list[URLPattern] = [
    path("calendar/public.ics", calendars.public, name="public"),
    path("calendar/groups/<slug:slug>.ics", calendars.of_group, name="group"),
    path("calendar/mine/<str:token>.ics", calendars.mine, name="mine"),
]
urlpatterns = [*registering_urls, *finding_urls, *making_urls, *door_urls, *page_urls, *office_urls]
