from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "apps.imports"
    label = "imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from apps.imports import demo, privacy, registries  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        privacy.register()
        demo.register()
