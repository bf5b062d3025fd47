from .mailings import MailingQuerySet
from .messages import MessageQuerySet

__all__ = ["MailingQuerySet", "MessageQuerySet"]
