from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    name = "apps.quality"
    label = "quality"
    verbose_name = _("Data quality")

    def ready(self) -> None:
        from apps.quality import demo, registries  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        demo.register()
