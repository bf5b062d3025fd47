from django.urls import path

from apps.directory.views import letters, people, safety, search, tips

app_name = "directory"
search_urls = [
    path("directory/", search.index, name="index"),
    path("directory/map/", search.province_map, name="map"),
    path("directory/cohorts/<int:be_year>/", search.cohort, name="cohort"),
    path("directory/faculties/<str:code>/", search.faculty, name="faculty"),
]
people_urls = [
    path("directory/people/<uuid:public_id>/", people.person, name="person"),
    path("directory/people/<uuid:public_id>/card.vcf", people.card, name="card"),
    path("directory/people/<uuid:public_id>/message/", letters.message, name="message"),
    path("directory/people/<uuid:public_id>/block/", safety.block, name="block"),
    path("directory/people/<uuid:public_id>/report/", safety.report_person, name="report_person"),
    path("directory/people/<uuid:public_id>/death/", tips.death_of, name="death_of"),
    path("p/<uuid:public_id>/", people.public, name="public"),
]
letter_urls = [
    path("directory/messages/", letters.inbox, name="inbox"),
    path("directory/messages/<uuid:public_id>/", letters.conversation, name="conversation"),
    path("directory/messages/<uuid:public_id>/<int:pk>/report/", safety.report_letter, name="report_letter"),
    path("me/blocked/", safety.blocked, name="blocks"),
    path("me/blocked/<int:pk>/lift/", safety.unblock, name="unblock"),
]
tip_urls = [
    path("directory/lost/", tips.lost, name="lost"),
    path("directory/deaths/", tips.death, name="death"),
]
urlpatterns = [*search_urls, *people_urls, *letter_urls, *tip_urls]
