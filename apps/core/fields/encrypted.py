from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField  # generic for the type checker only


class Sealed(str):
    """A secret text: itself to the code that asks for it, nothing in logs, tracebacks and debug pages."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'" if self else "''"


class SealedAttribute(DeferredAttribute):
    """Whatever is assigned to the field is sealed at once."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = Sealed(value) if isinstance(value, str) else value


class EncryptedTextField(_TextField):
    """Text that only this application can read: encrypted in the database (Fernet: AES-128-CBC with HMAC-SHA256) by
    the first of settings.FIELD_ENCRYPTION_KEYS, opened by any of them, so that keys can be changed.

    The empty text stays empty. Equal texts have different ciphers: look values up by a keyed hash beside the field;
    the field itself answers only `=""` and `isnull`."""

    descriptor_class = SealedAttribute

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if not value:
            return value
        return _cipher().encrypt(value.encode()).decode()

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """Raises ImproperlyConfigured where no key opens what is stored: it must not pass for empty."""
        if not value:
            return value if value is None else Sealed(value)
        try:
            return Sealed(_cipher().decrypt(value.encode()).decode())
        except InvalidToken as error:
            raise ImproperlyConfigured(f"no key of FIELD_ENCRYPTION_KEYS opens {self}") from error

    def get_lookup(self, lookup_name: str) -> type[models.Lookup[Any]] | None:
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"widget": forms.TextInput(attrs={"autocomplete": "off"})} | kwargs)


@EncryptedTextField.register_lookup
class ExactOnCipher(Exact):
    """`=""` finds the empty ones; any other text would never be found, so asking for it is a mistake."""

    def get_prep_lookup(self) -> Any:
        if isinstance(self.rhs, str) and self.rhs:
            raise FieldError("an encrypted field cannot be searched; look for its keyed hash")
        return super().get_prep_lookup()


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.FIELD_ENCRYPTION_KEYS))


@lru_cache(maxsize=8)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS must hold url-safe base64 keys of 32 bytes") from error
