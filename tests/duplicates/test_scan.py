import pytest

from apps.core.actions import jobs
from apps.core.models import Job
from apps.duplicates.actions import deciding, scanning
from apps.duplicates.models import Pair
from apps.records.actions import search
from tests.factories import PersonFactory, PersonNameFactory, StaffFactory

pytestmark = pytest.mark.django_db


def person(first="สุดารัตน์", last="แก้วมณีวงศ์", born="1979-03-08", **name):
    someone = PersonFactory(birth_date=born, birth_date_source="registrar" if born else "", name=None)
    someone.names.all().delete()
    PersonNameFactory(
        person=someone, first_th=first, last_th=last, **{"first_en": "", "last_en": "", "nickname": ""} | name
    )
    search.refresh([someone.pk])
    return someone


@pytest.fixture
def doubles():
    return person(), person(last="แก้วมนีวงศ์")


def test_a_scan_keeps_the_pair_with_its_reasons(doubles):
    person("อนันต์", "ทองสุขใส", "1960-05-05")

    found = scanning.scan()

    pair = Pair.objects.get()
    assert (pair.person_a_id, pair.person_b_id) == tuple(each.pk for each in doubles)
    assert "birth_same" in pair.reasons
    assert (found.pairs, found.new) == (1, 1)


def test_a_second_scan_changes_nothing(doubles):
    scanning.scan()
    before = Pair.objects.values().get()

    found = scanning.scan()

    assert Pair.objects.values().get() == before
    assert found.new == 0


def test_not_the_same_is_remembered_until_it_is_taken_back(doubles):
    clerk = StaffFactory(role="records")
    scanning.scan()
    deciding.say_not_same(Pair.objects.get(), by=clerk, reason="twins")

    scanning.scan()
    scanning.look_again([doubles[1].pk])

    pair = Pair.objects.get()
    assert (pair.state, pair.reason) == ("not_same", "twins")

    deciding.take_back(pair, by=clerk)

    assert Pair.objects.open().count() == 1


def test_a_decided_pair_is_decided_once(doubles):
    clerk = StaffFactory(role="records")
    scanning.scan()
    pair, same_pair = Pair.objects.get(), Pair.objects.get()
    deciding.say_not_same(pair, by=clerk, reason="twins")

    with pytest.raises(deciding.AlreadyDecided):
        deciding.put_off(same_pair, by=clerk)


def test_a_pair_whose_records_are_mended_is_gone_and_comes_back(doubles):
    scanning.scan()
    name = doubles[1].names.get()
    type(name).objects.filter(pk=name.pk).update(first_th="พรทิพย์")

    scanning.scan()
    assert Pair.objects.get().state == "gone"

    type(name).objects.filter(pk=name.pk).update(first_th="สุดารัตน์")
    scanning.scan()
    assert Pair.objects.get().state == "open"


@pytest.mark.parametrize(
    "other",
    [
        {"last": "แก้วมนีวงศ์"},
        {"first": "สดารัตน์"},
        {"born": "1979-08-03"},
        {"first": "แก้วมณีวงศ์", "last": "สุดารัตน์"},
        {"first": "", "last": "", "first_en": "Sudarat", "last_en": "Kaewmaneewong"},
    ],
)
def test_one_person_is_looked_at_again_without_a_scan(other):
    first, second = person(), person(**other)

    scanning.look_again([second.pk])

    assert Pair.objects.get().person_a_id == first.pk


def test_two_processes_find_what_one_finds(monkeypatch):
    for first in ("สุดารัตน์", "อนันต์", "พรทิพย์"):
        person(first), person(first, last="แก้วมนีวงศ์")
    monkeypatch.setattr(scanning, "cores", lambda: 2)
    scanning.scan()
    of_one = set(Pair.objects.values_list("person_a", "person_b", "grade", "score"))
    Pair.objects.all().delete()
    monkeypatch.setattr(scanning, "FEW", 0)

    scanning.scan()

    assert set(Pair.objects.values_list("person_a", "person_b", "grade", "score")) == of_one


def test_the_scan_is_a_job(doubles, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        scanning.start(by=StaffFactory(role="records"))

    job = Job.objects.get()
    assert job.state == "done", job.message
    assert job.done == job.total > 0
    assert "1" in job.message


def test_a_scan_that_is_stopped_and_begun_again_ends_as_one(doubles):
    def stop(_done):
        raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        scanning.scan(stop)
    assert not Pair.objects.exists()

    scanning.scan()

    assert Pair.objects.count() == 1


def test_a_scan_that_is_killed_while_it_writes_is_mended_by_the_next(monkeypatch):
    """Each batch is written as a whole; what is missing comes with the next scan, once."""
    for first in ("สุดารัตน์", "อนันต์", "พรทิพย์"):
        person(first), person(first, last="แก้วมนีวงศ์")
    scanning.scan()
    whole = set(Pair.objects.values_list("person_a", "person_b", "state", "score"))
    Pair.objects.all().delete()
    monkeypatch.setattr(scanning, "BATCH", 1)
    written, create = [], scanning._create

    def die(verdicts):
        if written:
            raise SystemExit(137)
        written.append(create(verdicts))

    with monkeypatch.context() as dying:
        dying.setattr(scanning, "_create", die)
        with pytest.raises(SystemExit):
            scanning.scan()
    assert Pair.objects.count() == 1

    scanning.scan()

    assert set(Pair.objects.values_list("person_a", "person_b", "state", "score")) == whole
