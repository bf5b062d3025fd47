from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from apps.core import registries


class MailingsConfig(AppConfig):
    name = "apps.mailings"
    label = "mailings"
    verbose_name = _("Mail")

    def ready(self) -> None:
        for role in ("communications", "administrator"):
            registries.role_permissions.add(f"mailings-{role}", (role, ("mailings.view_message",)))
