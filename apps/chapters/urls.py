from django.urls import path

from apps.chapters.views import (
    album_desk,
    albums,
    complaints,
    desk,
    document_desk,
    documents,
    inbox_desk,
    joining,
    letter_desk,
    letter_results,
    letters,
    links,
    matters,
    members,
    mine,
    news,
    officers,
    page,
    photos,
    positions,
    posts,
    public,
    yearly,
)

app_name = "chapters"
public_urls = [
    path("chapters/", public.index, name="index"),
    path("chapters/map/", public.province_map, name="map"),
    path("chapters/<slug:slug>/", public.show, name="show"),
    path("chapters/<slug:slug>/news/", news.index, name="news"),
    path("chapters/<slug:slug>/news/<int:pk>/", news.show, name="post"),
    path("chapters/<slug:slug>/news/<int:pk>/<slug:size>.webp", news.picture, name="post_picture"),
    path("chapters/<slug:slug>/albums/", albums.index, name="albums"),
    path("chapters/<slug:slug>/albums/<int:pk>/", albums.show, name="album"),
    path("chapters/<slug:slug>/photos/<uuid:public_id>/", albums.photo, name="photo"),
    path("chapters/<slug:slug>/photos/<uuid:public_id>/<slug:size>.webp", albums.picture, name="photo_picture"),
    path("chapters/<slug:slug>/photos/<uuid:public_id>/please/", complaints.by_guest, name="photo_please"),
    path("chapters/<slug:slug>/documents/", documents.index, name="documents"),
    path("chapters/<slug:slug>/documents/<int:pk>/<int:number>/", documents.file, name="document_file"),
    path("groups/stop/<str:token>/", letters.stop, name="letters_stop"),
    path("j/<str:code>/", joining.by_link, name="by_link"),
]
member_urls = [
    path("me/groups/", mine.index, name="mine"),
    path("me/groups/posts/<int:pk>/", mine.nomination, name="nomination"),
    path("chapters/<slug:slug>/ask/", joining.ask, name="ask"),
    path("chapters/<slug:slug>/answer/", mine.answer, name="answer"),
    path("chapters/<slug:slug>/leave/", mine.leave, name="leave"),
    path("chapters/<slug:slug>/news/<int:pk>/report/", news.report, name="post_report"),
    path("chapters/<slug:slug>/photos/<uuid:public_id>/complain/", complaints.of_photo, name="photo_complain"),
    path("chapters/<slug:slug>/documents/<int:pk>/complain/", complaints.of_document, name="document_complain"),
    path("chapters/<slug:slug>/letters/", letters.index, name="letters"),
    path("chapters/<slug:slug>/letters/choose/", letters.choose, name="letters_choose"),
    path("chapters/<slug:slug>/letters/<int:pk>/", letters.show, name="letter"),
    path("chapters/<slug:slug>/letters/<uuid:public_id>/", letters.mailing, name="letter_mailing"),
    path("me/groups/photos/", photos.say, name="photos"),
    path("chapters/<slug:slug>/members/", members.index, name="members"),
]
desk_urls = [
    path("chapters/<slug:slug>/manage/", desk.show, name="desk"),
    path("chapters/<slug:slug>/manage/page/", page.change, name="desk_page"),
    path("chapters/<slug:slug>/manage/page/take-back/", page.take_back, name="desk_page_take_back"),
    path("chapters/<slug:slug>/manage/positions/new/", positions.new, name="desk_position_new"),
    path("chapters/<slug:slug>/manage/positions/<int:pk>/", positions.change, name="desk_position"),
    path("chapters/<slug:slug>/manage/positions/<int:pk>/remove/", positions.remove, name="desk_position_remove"),
    path("chapters/<slug:slug>/manage/requests/", desk.requests, name="desk_requests"),
    path("chapters/<slug:slug>/manage/requests/<int:pk>/", desk.answer_request, name="desk_request"),
    path("chapters/<slug:slug>/manage/invite/", desk.invite, name="desk_invite"),
    path("chapters/<slug:slug>/manage/invited/<int:pk>/", desk.take_back_invitation, name="desk_invited"),
    path("chapters/<slug:slug>/manage/members.csv", members.export, name="desk_export"),
    path("chapters/<slug:slug>/manage/members/<int:pk>/", members.member, name="desk_member"),
    path("chapters/<slug:slug>/manage/members/<int:pk>/dues/<int:due>/", members.take_back_due, name="desk_due"),
    path("chapters/<slug:slug>/manage/links/", links.index, name="desk_links"),
    path("chapters/<slug:slug>/manage/links/<int:pk>/", links.show, name="desk_link"),
    path("chapters/<slug:slug>/manage/links/<int:pk>/qr.png", links.picture, name="desk_link_picture"),
    path("chapters/<slug:slug>/manage/links/<int:pk>/end/", links.end, name="desk_link_end"),
    path("chapters/<slug:slug>/manage/leaders/", officers.index, name="desk_officers"),
    path("chapters/<slug:slug>/manage/leaders/<int:pk>/", officers.nominate, name="desk_nominate"),
    path("chapters/<slug:slug>/manage/leaders/<int:pk>/end/", officers.end, name="desk_term_end"),
    path("chapters/<slug:slug>/manage/asked/<int:pk>/", officers.withdraw, name="desk_nomination"),
]
tie_urls = [
    path("chapters/<slug:slug>/manage/office/", matters.index, name="desk_matters"),
    path("chapters/<slug:slug>/manage/office/<int:pk>/", matters.answer, name="desk_matter"),
]
post_urls = [
    path("chapters/<slug:slug>/manage/posts/", posts.index, name="desk_posts"),
    path("chapters/<slug:slug>/manage/posts/new/", posts.new, name="desk_post_new"),
    path("chapters/<slug:slug>/manage/posts/<int:pk>/", posts.show, name="desk_post"),
    path("chapters/<slug:slug>/manage/posts/<int:pk>/change/", posts.change, name="desk_post_change"),
    path("chapters/<slug:slug>/manage/posts/<int:pk>/pin/", posts.pin, name="desk_post_pin"),
    path("chapters/<slug:slug>/manage/posts/<int:pk>/withdraw/", posts.withdraw, name="desk_post_withdraw"),
    path("chapters/<slug:slug>/manage/decisions/<int:pk>/appeal/", posts.appeal, name="desk_post_appeal"),
]
keeping_urls = [
    path("chapters/<slug:slug>/manage/albums/", album_desk.index, name="desk_albums"),
    path("chapters/<slug:slug>/manage/albums/new/", album_desk.new, name="desk_album_new"),
    path("chapters/<slug:slug>/manage/albums/<int:pk>/", album_desk.show, name="desk_album"),
    path("chapters/<slug:slug>/manage/albums/<int:pk>/change/", album_desk.change, name="desk_album_change"),
    path("chapters/<slug:slug>/manage/albums/<int:pk>/remove/", album_desk.remove, name="desk_album_remove"),
    path("chapters/<slug:slug>/manage/photos/<uuid:public_id>/", album_desk.photo, name="desk_photo"),
    path("chapters/<slug:slug>/manage/photos/<uuid:public_id>/down/", album_desk.take_down, name="desk_photo_down"),
    path("chapters/<slug:slug>/manage/complaints/<int:pk>/", complaints.answer, name="desk_complaint"),
    path("chapters/<slug:slug>/manage/documents/", document_desk.index, name="desk_documents"),
    path("chapters/<slug:slug>/manage/documents/new/", document_desk.new, name="desk_document_new"),
    path("chapters/<slug:slug>/manage/documents/<int:pk>/", document_desk.show, name="desk_document"),
    path("chapters/<slug:slug>/manage/documents/<int:pk>/down/", document_desk.take_down, name="desk_document_down"),
]
report_urls = [
    path("chapters/<slug:slug>/manage/report/", yearly.index, name="desk_reports"),
    path("chapters/<slug:slug>/manage/report/<int:year>/", yearly.write, name="desk_report"),
    path("chapters/<slug:slug>/manage/report/<int:year>.pdf", yearly.pdf, name="desk_report_pdf"),
]
letter_urls = [
    path("chapters/<slug:slug>/manage/inbox/", inbox_desk.index, name="desk_inbox"),
    path("chapters/<slug:slug>/manage/inbox/<int:pk>/", inbox_desk.show, name="desk_reply"),
    path("chapters/<slug:slug>/manage/letters/", letter_desk.index, name="desk_letters"),
    path("chapters/<slug:slug>/manage/letters/results/", letter_results.index, name="desk_letter_results"),
    path("chapters/<slug:slug>/manage/letters/results.csv", letter_results.index_csv, name="desk_letter_results_csv"),
    path(
        "chapters/<slug:slug>/manage/letters/<uuid:public_id>/results/", letter_results.show, name="desk_letter_result"
    ),
    path(
        "chapters/<slug:slug>/manage/letters/<uuid:public_id>/results.csv",
        letter_results.show_csv,
        name="desk_letter_result_csv",
    ),
    path("chapters/<slug:slug>/manage/letters/new/", letter_desk.new, name="desk_letter_new"),
    path("chapters/<slug:slug>/manage/letters/<uuid:public_id>/", letter_desk.show, name="desk_letter"),
    path(
        "chapters/<slug:slug>/manage/letters/<uuid:public_id>/withdraw/",
        letter_desk.withdraw,
        name="desk_letter_withdraw",
    ),
    path("chapters/<slug:slug>/manage/letters/<uuid:public_id>/copy/", letter_desk.copy, name="desk_letter_copy"),
    path("chapters/<slug:slug>/manage/letters/<uuid:public_id>/files/", letter_desk.add_file, name="desk_letter_file"),
    path(
        "chapters/<slug:slug>/manage/letters/<uuid:public_id>/files/<uuid:file_id>/remove/",
        letter_desk.remove_file,
        name="desk_letter_file_remove",
    ),
    path("chapters/<slug:slug>/manage/letters/<int:pk>/", letter_desk.old, name="desk_letter_old"),
]
leaders_urls = [*desk_urls, *post_urls, *tie_urls, *keeping_urls, *letter_urls, *report_urls]
urlpatterns = [*public_urls, *member_urls, *leaders_urls]
