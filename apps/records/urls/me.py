"""One's own record: /me/… (/me/ itself is the home app's), and the photos that people show."""

from django.urls import path

from apps.records.views import card, yearly
from apps.records.views.me import (
    addresses,
    codes,
    contacts,
    education,
    history,
    names,
    offers,
    photo,
    profile,
    visibility,
    work,
)

# me/
person_urls = [
    path("me/profile/", profile.profile, name="me_profile"),
    path("me/birth-date/", profile.birth_date, name="me_birth_date"),
    path("me/names/", names.index, name="me_names"),
    path("me/names/new/", names.new, name="me_new_name"),
    path("me/names/former/", names.former, name="me_former_name"),
    path("me/names/<int:pk>/remove/", names.remove_former, name="me_remove_name"),
    path("me/names/spelling/", names.spelling, name="me_spelling"),
    path("me/education/", education.index, name="me_education"),
    path("me/education/missing/", education.missing, name="me_missing_degree"),
    path("me/education/<int:pk>/", education.correct, name="me_correct_degree"),
    path("me/work/", work.index, name="me_work"),
    path("me/work/add/", work.add, name="me_add_post"),
    path("me/work/<int:pk>/", work.change, name="me_post"),
    path("me/work/<int:pk>/leave/", work.leave, name="me_leave_post"),
    path("me/work/<int:pk>/remove/", work.remove, name="me_remove_post"),
    path("me/offers/", offers.index, name="me_offers"),
]
contact_urls = [
    path("me/contacts/", contacts.index, name="me_contacts"),
    path("me/contacts/<int:pk>/prefer/", contacts.prefer, name="me_prefer_contact"),
    path("me/contacts/<int:pk>/retire/", contacts.retire, name="me_retire_contact"),
    path("me/contacts/<int:pk>/send-code/", codes.send, name="me_send_code"),
    path("me/contacts/<int:pk>/code/", codes.enter, name="me_code"),
    path("me/addresses/add/", addresses.add, name="me_add_address"),
    path("me/addresses/<int:pk>/", addresses.change, name="me_address"),
    path("me/addresses/<int:pk>/retire/", addresses.retire, name="me_retire_address"),
]
seen_urls = [
    path("me/photo/", photo.index, name="me_photo"),
    path("me/photo/remove/", photo.remove, name="me_remove_photo"),
    path("photos/<uuid:public_id>/<slug:size>.webp", photo.image, name="photo"),
    path("me/preview/", visibility.preview, name="me_preview"),
    path("me/visibility/", visibility.index, name="me_visibility"),
    path("me/history/", history.index, name="me_history"),
    path("me/requests/<int:pk>/withdraw/", history.withdraw, name="me_withdraw_request"),
]
yearly_urls = [
    path("me/confirm/", yearly.index, name="me_confirm"),
    path("me/confirm/<str:token>/", yearly.by_mail, name="me_confirm_by_mail"),
]
card_urls = [
    path("me/card/", card.index, name="me_card"),
    path("me/card/make/", card.make, name="me_make_card"),
    path("me/card/renew/", card.renew, name="me_renew_card"),
    path("me/card/shows/", card.choose, name="me_choose_card"),
    path("me/card/qr.png", card.qr, name="me_card_qr"),
    path("verify/<str:code>/", card.verify, name="verify"),
]
urlpatterns = [*person_urls, *contact_urls, *seen_urls, *yearly_urls, *card_urls]
