from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "apps.directory"
    label = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from apps.directory import demo, privacy, registries  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        privacy.register()
        demo.register()
