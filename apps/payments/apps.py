from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "apps.payments"
    label = "payments"
    verbose_name = _("Payments")

    def ready(self) -> None:
        from apps.payments import demo, privacy, registries  # noqa: PLC0415 - once the apps are loaded

        registries.register()
        privacy.register()
        demo.register()
