from django.urls import path

from apps.chapters.views import desk, joining, links, matters, members, mine, news, officers, posts, public

app_name = "chapters"
public_urls = [
    path("chapters/", public.index, name="index"),
    path("chapters/<slug:slug>/", public.show, name="show"),
    path("chapters/<slug:slug>/news/", news.index, name="news"),
    path("chapters/<slug:slug>/news/<int:pk>/", news.show, name="post"),
    path("j/<str:code>/", joining.by_link, name="by_link"),
]
member_urls = [
    path("me/groups/", mine.index, name="mine"),
    path("me/groups/posts/<int:pk>/", mine.nomination, name="nomination"),
    path("chapters/<slug:slug>/ask/", joining.ask, name="ask"),
    path("chapters/<slug:slug>/answer/", mine.answer, name="answer"),
    path("chapters/<slug:slug>/leave/", mine.leave, name="leave"),
    path("chapters/<slug:slug>/news/<int:pk>/report/", news.report, name="post_report"),
    path("chapters/<slug:slug>/members/", members.index, name="members"),
]
desk_urls = [
    path("chapters/<slug:slug>/manage/", desk.show, name="desk"),
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
    path("chapters/<slug:slug>/manage/posts/<int:pk>/withdraw/", posts.withdraw, name="desk_post_withdraw"),
    path("chapters/<slug:slug>/manage/decisions/<int:pk>/appeal/", posts.appeal, name="desk_post_appeal"),
]
urlpatterns = [*public_urls, *member_urls, *desk_urls, *post_urls, *tie_urls]
