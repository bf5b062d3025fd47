from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class OfficeSite(admin.AdminSite):
    """The staff's desk: Django's admin under the portal's own pages."""

    site_title = _("Alumni office")
    site_header = _("Alumni office")
    index_title = _("Overview")
