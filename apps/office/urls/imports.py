from django.urls import path

from apps.office.views.imports import columns, held, mappings, steps

mapping_urls = [
    path("import/mappings/", mappings.index, name="import_mappings"),
    path("import/mappings/<int:pk>/", mappings.rename, name="import_mapping"),
    path("import/mappings/<int:pk>/delete/", mappings.delete, name="import_mapping_delete"),
]
held_urls = [
    path("import/held/", held.index, name="import_held"),
    path("import/held/<int:pk>/", held.decide, name="import_held_row"),
]
step_urls = [
    path("import/", steps.index, name="imports"),
    path("import/new/", steps.new, name="import_new"),
    path("import/corrections/", steps.corrections, name="import_corrections"),
    path("import/<uuid:public_id>/", steps.show, name="import"),
    path("import/<uuid:public_id>/columns/", columns.match, name="import_columns"),
    path("import/<uuid:public_id>/check/", steps.check, name="import_check"),
    path("import/<uuid:public_id>/run/", steps.run, name="import_run"),
    path("import/<uuid:public_id>/stop/", steps.stop, name="import_stop"),
    path("import/<uuid:public_id>/discard/", steps.discard, name="import_discard"),
    path("import/<uuid:public_id>/undo/", steps.undo, name="import_undo"),
    path("import/<uuid:public_id>/rejected/", steps.rejected_file, name="import_rejected"),
]
urlpatterns = [*mapping_urls, *held_urls, *step_urls]
