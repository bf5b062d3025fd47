"""What the mail ledger keeps of people, entered in the register of personal data (`core.privacy`)."""

from apps.core import registries

from .mailings import WRITING
from .messages import MAIL
from .preferences import WISHES
from .reminders import REMINDED
from .returns import RETURNS


def register() -> None:
    registries.privacy.add("mailings.messages", MAIL)
    registries.privacy.add("mailings.preferences", WISHES)
    registries.privacy.add("mailings.reminders", REMINDED)
    registries.privacy.add("mailings.returns", RETURNS)
    registries.privacy.add("mailings.mailings", WRITING)


__all__ = ["register"]
