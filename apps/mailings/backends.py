"""Being written."""

from django.core.mail.backends.locmem import EmailBackend as LedgerBackend  # noqa: F401
