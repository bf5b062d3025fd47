"""The university that this portal serves."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.records.models import Institution

KEEP_INSTITUTION = 60  # seconds in which a page may still show its former name or colours
_INSTITUTION = "institution:"


def institution_context(request: HttpRequest) -> dict[str, object]:
    """`institution` in every template: the university that this portal serves, None before it is loaded."""
    return {"institution": SimpleLazyObject(current_institution)}


def current_institution() -> Institution | None:
    """The university that this portal serves, as it was a minute ago at most."""
    key = _INSTITUTION + settings.INSTITUTION
    kept: Institution | None = cache.get(key)
    if kept is None:
        kept = Institution.objects.filter(code=settings.INSTITUTION).first()
        cache.set(key, kept, KEEP_INSTITUTION)
    return kept


def forget_institution() -> None:
    """Shows a changed name or colour at once; to be called by whatever changes them."""
    cache.delete(_INSTITUTION + settings.INSTITUTION)
