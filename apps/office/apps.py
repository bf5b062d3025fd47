from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "apps.office"
    label = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from .registries import register  # noqa: PLC0415 - once the models are loaded

        register()


class OfficeAdminConfig(AdminConfig):
    """Django's admin, served by the office's own site."""

    default_site = "apps.core.admin.OfficeSite"
