"""Imports and their rows, in the office's words."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count

if TYPE_CHECKING:
    from apps.imports.models import Import, ImportRow  # noqa: F401 - names for the type checker


class ImportQuerySet(models.QuerySet["Import"]):
    """Files on their way into the registry."""

    def visible_to(self, viewer: AbstractBaseUser | AnonymousUser) -> Self:
        """All of them for whoever may import, none for anybody else: a file tells of the whole university."""
        from apps.imports import rules  # noqa: PLC0415 - the models import this module

        return self if rules.may_import(viewer) else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class RowQuerySet(models.QuerySet["ImportRow"]):
    """Lines of files."""

    def waiting(self) -> Self:
        """Held lines on which nobody has decided, of imports that have run: the worklist. Whatever is forgotten can
        be decided no more."""
        return self.filter(outcome="held", decision="", of__state="done", of__forgotten_at=None)

    def in_order(self) -> Self:
        return self.order_by("of", "number")

    def by_outcome(self) -> dict[str, int]:
        return dict(self.order_by().values_list("outcome").annotate(Count("pk")))
