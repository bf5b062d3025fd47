from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingsConfig(AppConfig):
    name = "apps.mailings"
    label = "mailings"
    verbose_name = _("Mail")

    def ready(self) -> None:
        from apps.mailings import demo, privacy, registries  # noqa: PLC0415 - needs the loaded models

        registries.register()
        privacy.register()
        demo.register()
