"""The pages on which somebody claims a record and keeps it: /claim/…, /me/… (/me/ itself is the home app's)."""

from . import claim, me, privacy

app_name = "records"
urlpatterns = [*claim.urlpatterns, *me.urlpatterns, *privacy.urlpatterns]
