from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChaptersConfig(AppConfig):
    name = "apps.chapters"
    label = "chapters"
    verbose_name = _("Alumni groups")

    def ready(self) -> None:
        from apps.chapters import demo, privacy, registries  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        privacy.register()
        demo.register()
