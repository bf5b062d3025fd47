from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "apps.records"
    label = "records"
    verbose_name = _("Alumni records")

    def ready(self) -> None:
        from apps.records import privacy, registries  # noqa: PLC0415 - once the apps are loaded
        from apps.records.demo import register  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        privacy.register()
        register()
