"""Provinces and countries to choose from, in the order in which their readers look for them."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.lib.sort import sort_key
from apps.records.models import Country, Province

Place = Province | Country


def sorted_choices(model: type[Place]) -> list[tuple[str, str]]:
    """The places by name, in the active language's order."""
    thai = get_language() != "en"
    named = [(place.code, place.name) for place in model._default_manager.all()]
    return sorted(named, key=lambda choice: sort_key(choice[1]) if thai else choice[1].casefold())


class PlaceField(forms.TypedChoiceField):
    """Cleans to the place itself, None where nothing is chosen."""

    def __init__(self, model: type[Place], **kwargs: Any) -> None:
        blank = [] if kwargs.get("required", True) else [("", _("– choose –"))]
        super().__init__(
            choices=lambda: [*blank, *sorted_choices(model)],
            coerce=lambda code: model._default_manager.get(pk=code),
            empty_value=None,
            **kwargs,
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Province | Country) else value


def province_field(**kwargs: Any) -> PlaceField:
    options: dict[str, Any] = {"label": _("province"), "required": False}
    return PlaceField(Province, **options | kwargs)


def country_field(**kwargs: Any) -> PlaceField:
    options: dict[str, Any] = {"label": _("country")}
    return PlaceField(Country, **options | kwargs)
