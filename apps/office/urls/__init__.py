"""The office's own pages; Django's admin answers for the rest of /office/."""

from . import claims, desk, duplicates, groups, imports, merges, moderation, pdpa, people

app_name = "office"
urlpatterns = [
    *desk.urlpatterns,
    *claims.urlpatterns,
    *duplicates.urlpatterns,
    *merges.urlpatterns,
    *people.urlpatterns,
    *moderation.urlpatterns,
    *groups.urlpatterns,
    *pdpa.urlpatterns,
    *imports.urlpatterns,
]
