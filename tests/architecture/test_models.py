"""Models point down the order of apps, say what they are, and name their dates and rules."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from apps.core.fields import PartialDateField

from .source import layers, may_see

DJANGO_MAY = {"auth", "contenttypes"}  # apps of Django that our models may point to
AUTO_NAME = re.compile(r"_[0-9a-f]{6,8}_?(idx|uniq|fk)?$")  # what Django calls an index that nobody named

# Fields whose name does not end as a moment (_at) or a day (_on, _date) does, and why.
OTHER_DATES = {
    "accounts.User.last_login": "Django's own",
    "mailings.Message.not_before": "the sentence `not before` says when",
    "mailings.Mailing.held_until": "the sentence `held until` says when",
    "mailings.AddressState.held_until": "the same",
    "mailings.Preference.paused_until": "the sentence `paused until` says when",
}
SPAN = {"valid_from", "valid_to", "since", "until"}


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("apps.")]


def upward_relations(found):
    order = layers()
    return [
        f"{model._meta.label}.{field.name} points to {field.related_model._meta.label}"
        for model in found
        for field in model._meta.get_fields(include_parents=False)
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and field.related_model is not get_user_model()
        and not _may_point(model._meta.app_label, field.related_model._meta.app_label, order)
    ]


def _may_point(app, other, order):
    return other in DJANGO_MAY or may_see(app, other, order)


def silent_deletions(found):
    """Every relation says what becomes of the row when the other end goes; "nothing" is no answer."""
    return [
        f"{model._meta.label}.{field.name}: DO_NOTHING"
        for model in found
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is models.DO_NOTHING
    ]


def undescribed(found):
    return [
        model._meta.label
        for model in found
        if (model.__doc__ or f"{model.__name__}(").startswith(f"{model.__name__}(")
    ]


def nameless_rows(found):
    return [model._meta.label for model in found if model.__str__ is models.Model.__str__]


def nameless_rules(found):
    """Names that Django made up; `unique_together` has no other."""
    named = [
        f"{model._meta.label}: {each.name}"
        for model in found
        for each in (*model._meta.indexes, *model._meta.constraints)
        if AUTO_NAME.search(each.name)
    ]
    return named + [f"{model._meta.label}: unique_together" for model in found if model._meta.unique_together]


def misnamed_dates(found):
    return [
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, models.Field)
        and f"{model._meta.label}.{field.name}" not in OTHER_DATES
        and not _well_named(field)
    ]


def _well_named(field):
    name = field.name
    if isinstance(field, models.DateTimeField):
        return name == "at" or name.endswith("_at")
    if isinstance(field, models.DateField | PartialDateField):
        return name in SPAN or name.endswith(("_on", "_date"))
    return not name.endswith(("_at", "_on", "_date"))


CHECKS = [upward_relations, silent_deletions, undescribed, nameless_rows, nameless_rules, misnamed_dates]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_models_keep_the_rule(check):
    assert check(ours()) == []


def test_exceptions_are_still_needed():
    known = {f"{model._meta.label}.{field.name}" for model in ours() for field in model._meta.get_fields()}

    assert set(OTHER_DATES) - known == set()


# ---- each rule, broken once on purpose


@pytest.fixture
def registry(monkeypatch):
    """Models that are defined in a test are gone after it."""
    before = {label: dict(found) for label, found in apps.all_models.items()}
    yield
    for label, found in apps.all_models.items():
        for name in set(found) - set(before.get(label, ())):
            del found[name]
    apps.clear_cache()


def define(app, *, meta=None, **fields):
    """A model `Bad` of the app, such as nobody should write."""
    options = type("Meta", (), {"app_label": app} | (meta or {}))
    return type("Bad", (models.Model,), {"__module__": __name__, "Meta": options} | fields)


def test_relation_to_a_higher_app_is_caught(registry):
    bad = define("core", person=models.ForeignKey("records.Person", models.CASCADE, related_name="+"))

    assert upward_relations([bad]) == ["core.Bad.person points to records.Person"]


def test_many_to_many_to_a_higher_app_is_caught(registry):
    bad = define("accounts", people=models.ManyToManyField("records.Person", related_name="+"))

    assert upward_relations([bad]) == ["accounts.Bad.people points to records.Person"]


def test_model_without_words_is_caught(registry):
    bad = define("core")

    assert (undescribed([bad]), nameless_rows([bad])) == (["core.Bad"], ["core.Bad"])


def test_silent_deletion_is_caught(registry):
    bad = define("core", batch=models.ForeignKey("core.AuditBatch", models.DO_NOTHING, related_name="+"))

    assert silent_deletions([bad]) == ["core.Bad.batch: DO_NOTHING"]


def test_rules_without_a_name_are_caught(registry):
    meta = {"unique_together": [("kind", "key")], "indexes": [models.Index(fields=["kind"])]}
    bad = define("core", meta=meta, kind=models.CharField(max_length=3), key=models.CharField(max_length=3))

    [made_up] = [index.name for index in bad._meta.indexes]
    assert nameless_rules([bad]) == [f"core.Bad: {made_up}", "core.Bad: unique_together"]


def test_misnamed_dates_are_caught(registry):
    bad = define(
        "core",
        created=models.DateTimeField(),
        starts=models.DateField(),
        sent_at=models.DateField(),
        owner_on=models.CharField(max_length=3),
        valid_from=models.DateField(),
        ended_at=models.DateTimeField(),
    )

    assert misnamed_dates([bad]) == [f"core.Bad.{name}" for name in ("created", "starts", "sent_at", "owner_on")]
