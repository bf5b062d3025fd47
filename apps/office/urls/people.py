from django.urls import path

from apps.office.views import alumni, care, facts, lists, new_person, person, selection, worklists

person_urls = [
    path("alumni/", alumni.index, name="alumni"),
    path("alumni/new/", new_person.new_person, name="person_new"),
    path("alumni/<uuid:public_id>/", person.page, name="person"),
    path("alumni/<uuid:public_id>/change/", person.change, name="person_change"),
    path("alumni/<uuid:public_id>/history/", person.history, name="person_history"),
    path("alumni/<uuid:public_id>/national-id/", person.national_id, name="person_national_id"),
    path("alumni/<uuid:public_id>/national-id/open/", person.open_sensitive, name="person_open_sensitive"),
    path("alumni/<uuid:public_id>/rename/", facts.rename, name="person_rename"),
]
care_urls = [
    path("alumni/<uuid:public_id>/log/", care.log, name="person_log"),
    path("alumni/<uuid:public_id>/death/", care.death, name="person_death"),
    path("alumni/<uuid:public_id>/death/withdraw/", care.withdraw_death, name="person_withdraw_death"),
    path("alumni/<uuid:public_id>/do-not-contact/", care.do_not_contact, name="person_do_not_contact"),
    path(
        "alumni/<uuid:public_id>/do-not-contact/<int:pk>/lift/",
        care.lift_do_not_contact,
        name="person_lift_do_not_contact",
    ),
    path("alumni/<uuid:public_id>/family/", care.family, name="person_family"),
    path("alumni/<uuid:public_id>/family/<int:pk>/remove/", care.unlink_family, name="person_unlink_family"),
    path("follow-ups/<int:pk>/done/", care.finish_follow_up, name="finish_follow_up"),
]
fact_urls = [
    path("alumni/<uuid:public_id>/<slug:kind>/add/", facts.add, name="fact_add"),
    path("alumni/<uuid:public_id>/<slug:kind>/<int:pk>/", facts.change, name="fact_change"),
    path("alumni/<uuid:public_id>/<slug:kind>/<int:pk>/confirm/", facts.confirm, name="fact_confirm"),
    path("alumni/<uuid:public_id>/<slug:kind>/<int:pk>/remove/", facts.remove, name="fact_remove"),
]
worklist_urls = [
    path("follow-ups/", worklists.follow_ups, name="follow_ups"),
    path("deaths/", worklists.deaths, name="deaths"),
    path("held/", worklists.held_changes, name="held_changes"),
    path("held/<int:pk>/", worklists.held_change, name="held_change"),
]
list_urls = [
    path("lists/", lists.index, name="saved_lists"),
    path("lists/<uuid:public_id>/", lists.show, name="saved_list"),
    path("lists/<uuid:public_id>/change/", lists.change, name="saved_list_change"),
    path("lists/<uuid:public_id>/delete/", lists.delete, name="saved_list_delete"),
]
selection_urls = [
    path("selection/", selection.choose, name="selection"),
    path("selection/<slug:token>/export/", selection.export, name="selection_export"),
    path("selection/<slug:token>/post/<slug:kind>/", selection.post, name="selection_post"),
    path("selection/<slug:token>/list/", selection.keep, name="selection_list"),
]
urlpatterns = [*person_urls, *care_urls, *fact_urls, *worklist_urls, *list_urls, *selection_urls]
