from django.urls import path, re_path

from apps.office.views import group_keeping, group_merge, group_posts, group_reports, groups

CARE = "(?P<what>status|liaison|member|term|talk|matter|name|facts|provinces|position)"
urlpatterns = [
    path("groups/", groups.index, name="groups"),
    path("groups/new/", groups.found, name="group_found"),
    path("groups/reports/<int:pk>/", group_reports.show, name="group_report"),
    path("groups/reports/<int:pk>/report.pdf", group_reports.pdf, name="group_report_pdf"),
    path("groups/requests/<int:pk>/", groups.answer, name="group_matter"),
    path("groups/requests/<int:pk>/take/", groups.take, name="group_matter_take"),
    path("groups/merges/<int:pk>/undo/", group_merge.undo, name="group_unmerge"),
    path("groups/of/<slug:slug>/", groups.show, name="group"),
    path("groups/of/<slug:slug>/posts/<int:pk>/", groups.position, name="group_position"),
    path("groups/of/<slug:slug>/terms/<int:pk>/end/", groups.end_term, name="group_term_end"),
    path("groups/of/<slug:slug>/merge/", group_merge.choose, name="group_merge_choose"),
    path("groups/of/<slug:slug>/merge/<slug:kept>/", group_merge.merge, name="group_merge"),
    re_path(rf"^groups/of/(?P<slug>[-\w]+)/{CARE}/$", groups.care, name="group_care"),
    path("group-posts/", group_posts.queue, name="group_posts"),
    path("group-posts/log/", group_posts.log, name="group_posts_log"),
    path("group-posts/holds/", group_posts.holds, name="group_holds"),
    path("group-posts/holds/<int:pk>/end/", group_posts.end_hold, name="group_hold_end"),
    path("group-posts/reports/<int:pk>/", group_posts.report, name="group_post_report"),
    path("group-posts/appeals/<int:pk>/", group_posts.appeal, name="group_appeal"),
    path("group-posts/letters/<int:pk>/", group_keeping.letter, name="group_letter"),
    path("group-posts/introductions/<int:pk>/", group_keeping.introduction, name="group_introduction"),
    path("group-posts/complaints/<int:pk>/", group_keeping.complaint, name="group_complaint"),
    path("group-posts/<int:pk>/picture.webp", group_keeping.post_picture, name="group_post_picture"),
    path("group-posts/files/<uuid:public_id>/", group_keeping.file, name="group_file"),
    path("group-posts/pictures/<uuid:public_id>/", group_keeping.picture, name="group_picture"),
    path("group-posts/<int:pk>/", group_posts.post, name="group_post"),
]
