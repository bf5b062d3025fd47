"""The register of personal data names every field that tells of somebody, once, and nothing that is not there."""

from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from apps.core import privacy, registries
from apps.core.privacy import Basis, Part, Table
from apps.records.models import Contact, Person


def personal(found, roots):
    """The models that lead to a person or an account, directly or by way of others that do."""
    known = set(roots)
    while more := {model for model in found if model not in known and known & set(_pointed_at(model))}:
        known |= more
    return known


def _pointed_at(model):
    own = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field.related_model._meta.concrete_model for field in own if field.is_relation]


def fields_of(model):
    own = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [
        f"{model._meta.label_lower}.{field.name}"
        for field in own
        if field.name not in privacy.PLUMBING and not field.primary_key
    ]


def named(parts):
    """How many parts name each field."""
    return Counter(name for part in parts for name in set().union(*(table.covered() for table in part.tables)))


def unnamed(found, parts):
    count = named(parts)
    return sorted(name for model in found for name in fields_of(model) if not count[name])


def named_twice(parts):
    return sorted(name for name, count in named(parts).items() if count > 1)


def ours():
    return [model for model in apps.get_models() if not model._meta.proxy]


def test_every_field_that_tells_of_somebody_is_in_the_register():
    found = personal(ours(), {Person, get_user_model()})

    assert unnamed(found, registries.privacy.entries()) == []


def test_no_field_is_in_two_parts():
    assert named_twice(registries.privacy.entries()) == []


def test_register_names_nothing_that_is_not_there():
    tables = [table for part in registries.privacy.entries() for table in part.tables]

    for table in tables:
        for name in {*table.fields, *table.withheld, table.owner.partition("__")[0]} - {"pk"}:
            table.rows_of._meta.get_field(name)


def test_people_and_accounts_are_the_owners():
    assert privacy.owners() == {Person, get_user_model()}


@pytest.mark.parametrize("language", ["th", "en"], indirect=True)
def test_every_part_says_why_and_how_long(language):
    for _key, part in privacy.register():
        assert all(map(str, (part.label, part.purpose, part.kept_for, part.basis.label)))
        assert str(part.erased) or str(part.stays)


# ---- the rule, broken once on purpose


@pytest.fixture
def diary():
    """A model of an app that forgot to register: it leads to a person by way of a contact."""

    class Diary(models.Model):  # noqa: DJ008 - nobody ever sees a row of it
        contact = models.ForeignKey(Contact, models.CASCADE)
        text = models.TextField()
        version = models.PositiveIntegerField()

        class Meta:
            app_label = "records"

    yield Diary
    del apps.all_models["records"]["diary"]
    apps.clear_cache()


def test_unregistered_model_is_caught(diary):
    found = personal([*ours(), diary], {Person, get_user_model()})

    assert unnamed(found, registries.privacy.entries()) == ["records.diary.contact", "records.diary.text"]


def test_field_in_two_parts_is_caught():
    table = Table("records.contact", ("value",))
    part = Part(order=1, label="", purpose="", basis=Basis.LAW, kept_for="", tables=(table, table))

    assert named_twice([part, part]) == ["records.contact.person", "records.contact.value"]
