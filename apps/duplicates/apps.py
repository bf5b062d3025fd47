from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    name = "apps.duplicates"
    label = "duplicates"
    verbose_name = _("Duplicates")

    def ready(self) -> None:
        from apps.duplicates import demo, privacy, registries  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        privacy.register()
        demo.register()
