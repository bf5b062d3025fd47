from django.urls import path

from apps.office.views import merge

urlpatterns = [
    path("merges/", merge.index, name="merges"),
    path("merges/<uuid:public_id>/", merge.done, name="merge_done"),
    path("merges/<uuid:public_id>/undo/", merge.undo, name="merge_undo"),
    path("merge/<uuid:kept>/<uuid:gone>/", merge.show, name="merge"),
    path("alumni/<uuid:public_id>/merge/", merge.choose, name="person_merge"),
]
