from .encrypted import EncryptedTextField
from .partial_date import PartialDateField

__all__ = ["EncryptedTextField", "PartialDateField"]
