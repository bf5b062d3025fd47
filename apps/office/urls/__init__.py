"""The office's own pages; Django's admin answers for the rest of /office/."""

from . import claims, desk, duplicates, imports, moderation, pdpa, people

app_name = "office"
urlpatterns = [
    *(*desk.urlpatterns, *claims.urlpatterns, *duplicates.urlpatterns, *people.urlpatterns),
    *(*moderation.urlpatterns, *pdpa.urlpatterns, *imports.urlpatterns),
]
