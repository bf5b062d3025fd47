"""Reads of the registry in the office's words."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from apps.records.models import Graduate, Person  # noqa: F401 - names for the type checker


class PersonQuerySet(models.QuerySet["Person"]):
    """People of the registry."""


class GraduateQuerySet(models.QuerySet["Graduate"]):
    """People with a conferred degree."""
