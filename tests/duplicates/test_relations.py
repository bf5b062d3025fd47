"""No relation to people is forgotten by a merge: each is moved by the register, or says here why it is not."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from apps.core import privacy, registries
from apps.core.privacy import Basis, Merging, Part, Table
from apps.duplicates.actions import merging
from apps.duplicates.actions.merging import moving
from apps.records.models import Person
from tests.factories import PersonFactory, StaffFactory

# Relations to people that a merge does not move, and why.
STAYS = {
    "records.searchrow.person": "derived: made anew from the facts",
    "records.savedlist.people": "its rows are records.savedlistmember",
}


def relations_to_people(found):
    """Every way by which a row may belong to a person: foreign keys, one-to-one, many-to-many."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in found
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.is_relation and field.related_model and field.related_model._meta.concrete_model is Person
    }


def moved():
    return {
        f"{model._meta.label_lower}.{name}" for model, names in privacy.movable(Person).items() for name in names
    }  # fmt: skip


def forgotten(found):
    return sorted(relations_to_people(found) - moved() - set(STAYS))


def all_models():
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def test_every_relation_to_people_is_moved():
    assert forgotten(all_models()) == []


def test_register_moves_nothing_that_is_not_there():
    assert moved() - relations_to_people(all_models()) == set()
    assert set(STAYS) - relations_to_people(all_models()) == set()


def test_every_unique_rule_about_a_person_has_an_answer():
    """A rule of the database that names a person keeps a row from moving: the register says what then."""
    for model, names in privacy.movable(Person).items():
        ruled = [
            constraint.name
            for constraint in model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
            and set(names) & {*constraint.fields, *(getattr(each, "name", "") for each in constraint.expressions)}
        ]
        one_to_one = [name for name in names if model._meta.get_field(name).one_to_one]
        rule = privacy.merging_of(model)
        if (ruled or one_to_one) and model._meta.label_lower not in ASKED_FIRST:
            assert rule.alike or rule.place, f"{model._meta.label}: {ruled or one_to_one}"


# Rules that no two rows meet, since a merge is refused before.
ASKED_FIRST = {"records.erasurerequest", "events.registration"}


# ---- an app that comes later joins by the register alone


@pytest.fixture
def gifts(db):
    """What a later app brings: a model, and its entry in the register."""

    class Gift(models.Model):
        id = models.BigAutoField(primary_key=True)
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")
        code = models.CharField(max_length=9)
        baht = models.IntegerField()

        class Meta:
            app_label = "duplicates"
            constraints = [models.UniqueConstraint("person", "code", name="gift_once")]

        def __str__(self):
            return self.code

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE duplicates_gift (id integer PRIMARY KEY, code varchar(9), baht integer, person_id bigint "
            "REFERENCES records_person(id) DEFERRABLE INITIALLY DEFERRED, UNIQUE (person_id, code))"
        )
    yield Gift
    del apps.all_models["duplicates"]["gift"]
    apps.clear_cache()


@pytest.fixture
def entered(gifts):
    """`entered(merging)`: the register has an entry for gifts."""

    def enter(rule=None):
        table = Table("duplicates.gift", ("code", "baht"), merging=rule)
        part = Part(
            order=99, label="gifts", purpose="", basis=Basis.LAW, kept_for="", tables=(table,), erased="gifts"
        )  # fmt: skip
        registries.privacy.add("gifts", part)

    yield enter
    registries.privacy._entries.pop("gifts", None)


def test_model_that_forgot_to_register_is_caught(gifts):
    assert forgotten([*all_models(), gifts]) == ["duplicates.gift.person"]


def test_merge_loses_no_row_of_a_model_that_forgot_to_register(gifts):
    kept, gone = PersonFactory(), PersonFactory()
    gifts.objects.create(id=1, person=gone, code="a", baht=500)

    with pytest.raises(moving.Forgotten):
        merging.merge(kept, gone, by=StaffFactory(role="records"), choices={})


def test_rows_of_a_later_app_move_and_come_back(gifts, entered):
    entered()
    kept, gone, clerk = PersonFactory(), PersonFactory(), StaffFactory(role="records")
    gifts.objects.create(id=1, person=gone, code="a", baht=500)
    gifts.objects.create(id=2, person=kept, code="b", baht=900)

    merge = merging.merge(kept, gone, by=clerk, choices={})
    assert set(gifts.objects.values_list("person", flat=True)) == {kept.pk}

    merging.undo(merge, by=clerk)
    assert set(gifts.objects.values_list("pk", "person")) == {(1, gone.pk), (2, kept.pk)}


def test_rule_without_an_answer_stops_the_merge_and_names_the_row(gifts, entered):
    entered()
    kept, gone = PersonFactory(), PersonFactory()
    for key, person in ((1, kept), (2, gone)):
        gifts.objects.create(id=key, person=person, code="a", baht=500)

    with pytest.raises(merging.Clash) as clash:
        merging.merge(kept, gone, by=StaffFactory(role="records"), choices={})

    assert [row.pk for row in clash.value.rows] == [2]
    assert Person.objects.filter(pk=gone.pk).exists()


def test_later_app_says_which_of_two_rows_stays(gifts, entered):
    rule = Merging(
        criteria=((_("fuller"), lambda row: row.baht),),
        alike=lambda one, other: one.code == other.code,
        takes=lambda stays, goes: {"baht": stays.baht + goes.baht},
    )
    entered(rule)
    kept, gone = PersonFactory(), PersonFactory()
    for key, person, baht in ((1, kept, 100), (2, gone, 900)):
        gifts.objects.create(id=key, person=person, code="a", baht=baht)

    merging.merge(kept, gone, by=StaffFactory(role="records"), choices={})

    assert list(gifts.objects.values_list("pk", "person", "baht")) == [(2, kept.pk, 1000)]
