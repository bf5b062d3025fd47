"""Rows exactly as the database holds them, in a form that JSON keeps, and back. Encrypted columns stay the ciphers
that they are: a row that is put back is the same to the byte."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, F, QuerySet, TextField, Value

from apps.core.fields import EncryptedTextField
from apps.core.privacy import in_json

Image = dict[str, Any]  # column → value
Model = type[models.Model]
Ref = tuple[Model, Any]  # which row


def images(rows: QuerySet[Any]) -> dict[Ref, Image]:
    """One query."""
    model = rows.model
    sealed = {f"sealed_{field.attname}": _as_it_is(field) for field in _sealed(model)}
    plain = [field for field in model._meta.concrete_fields if not isinstance(field, EncryptedTextField)]
    found: dict[Ref, Image] = {}
    for row in rows.order_by().annotate(**sealed).values(*(field.attname for field in plain), *sealed):
        image = {field.attname: in_json(row[field.attname], field) for field in plain}
        image |= {name.removeprefix("sealed_"): row[name] for name in sealed}
        found[model, row[model._meta.pk.attname]] = image
    return found


def images_of(refs: Iterable[Ref]) -> dict[Ref, Image]:
    """Those of the rows that are there; one query a model."""
    keys: dict[Model, list[Any]] = {}
    for model, key in refs:
        keys.setdefault(model, []).append(key)
    found: dict[Ref, Image] = {}
    for model, wanted in keys.items():
        for start in range(0, len(wanted), 500):
            found |= images(model._base_manager.filter(pk__in=wanted[start : start + 500]))
    return found


def put(model: Model, image: Image) -> None:
    """Makes a row say what the image says; a row that is not there is inserted."""
    values = {field.attname: _value(field, image[field.attname]) for field in _known(model, image)}
    key = values.pop(model._meta.pk.attname)
    if not set_columns(model, key, values):
        model(**{model._meta.pk.attname: key}, **values).save_base(raw=True, force_insert=True)


def restore(model: Model, key: Any, image: Image, names: Iterable[str]) -> None:
    """Makes these columns of a row say what the image says."""
    fields = [field for field in _known(model, image) if field.attname in names]
    set_columns(model, key, {field.attname: _value(field, image[field.attname]) for field in fields})


def set_columns(model: Model, key: Any, values: dict[str, Any]) -> bool:
    return bool(model._base_manager.filter(pk=key).update(**values))


def missing_targets(model: Model, image: Image) -> list[str]:
    """The columns that point at rows which are not there any more."""
    pointers = [field for field in _known(model, image) if field.remote_field and image[field.attname] is not None]
    return [
        field.attname
        for field in pointers
        if not field.related_model._base_manager.filter(**{field.target_field.attname: image[field.attname]}).exists()
    ]


def pointing_at(model: Model) -> list[tuple[Model, Any]]:
    """Every relation of any app by which rows point at rows of this model: (model, field)."""
    found: list[Any] = [field for field in model._meta.get_fields(include_hidden=True) if field.auto_created]
    relations = [each for each in found if each.is_relation and not each.concrete and not each.many_to_many]
    return [(relation.related_model, relation.field) for relation in relations]


def _known(model: Model, image: Image) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.attname in image]


def _sealed(model: Model) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]


def _as_it_is(field: Any) -> Any:
    return ExpressionWrapper(F(field.name), output_field=TextField())


def _value(field: Any, value: Any) -> Any:
    if isinstance(field, EncryptedTextField):
        return Value(value, output_field=TextField())
    return field.to_python(value)
