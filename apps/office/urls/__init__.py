"""The office's own pages; Django's admin answers for the rest of /office/."""

from . import desk, people

app_name = "office"
urlpatterns = [*desk.urlpatterns, *people.urlpatterns]
