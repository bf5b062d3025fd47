from django.urls import path

from apps.office.views import group_posts

urlpatterns = [
    path("group-posts/", group_posts.queue, name="group_posts"),
    path("group-posts/log/", group_posts.log, name="group_posts_log"),
    path("group-posts/holds/", group_posts.holds, name="group_holds"),
    path("group-posts/holds/<int:pk>/end/", group_posts.end_hold, name="group_hold_end"),
    path("group-posts/reports/<int:pk>/", group_posts.report, name="group_post_report"),
    path("group-posts/appeals/<int:pk>/", group_posts.appeal, name="group_appeal"),
    path("group-posts/<int:pk>/", group_posts.post, name="group_post"),
]
