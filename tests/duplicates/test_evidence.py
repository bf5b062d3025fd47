import pytest

from apps.duplicates.lib.descriptions import Called, Description, Studied
from apps.duplicates.lib.evidence import Grade, Weighing
from apps.duplicates.lib.traits import Traits
from apps.duplicates.lib.words import Rarity
from apps.duplicates.querysets.rarity import known_first_names

STUDY = Studied("bachelor", 7, 2540, 2544, "4012345")
SUDA = Description(
    key=1,
    names=(Called("สุดารัตน์", "แก้วมณีวงศ์", "Sudarat", "Kaewmaneewong"),),
    gender="f",
    birth="1979-03-08",
    studies=(STUDY,),
    contacts=("family@example.com",),
)
NO_ID = (STUDY._replace(student_id=""),)


def compare(one, other):
    rarity = Rarity(known_first_names())
    for _ in range(3000):
        rarity.people += 1
    return Weighing(rarity).compare(Traits(one), Traits(other))


def again(**changes):
    return SUDA._replace(**{"key": 2, "studies": NO_ID, "contacts": ()} | changes)


def called(**parts):
    return (SUDA.names[0]._replace(**parts),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"names": called(last_th="แก้วมฯีวงศ์")}, "last_slip"),
        ({"names": called(first_th="สดารัตน์")}, "first_slip"),
        ({"names": called(last_th="แกวมณีวงศ")}, "name_same"),
        ({"names": called(last_th="แก้วมนีวงษ์")}, "last_alike"),
        ({"names": called(first_th="นางสาวสุดารัตน์")}, "name_same"),
        ({"names": (Called("แก้วมณีวงศ์", "สุดารัตน์"),)}, "name_swapped"),
        ({"names": (Called(first_en="Sudarat", last_en="Gaewmaniwong"),)}, "last_alike"),
        ({"names": (Called("ศรีสุดา", "ใจดีงาม"), SUDA.names[0]._replace(is_former=True))}, "former_name_same"),
        ({"birth": "1979-08-03"}, "birth_swapped"),
        ({"birth": "2522-03-08"}, "birth_era"),
        ({"birth": ""}, "class_same"),
        ({"birth": "1979"}, "birth_year"),
    ],
)
def test_a_second_record_of_one_person_is_found(changes, reason):
    verdict = compare(SUDA, again(**changes))

    assert verdict is not None
    assert reason in verdict.reasons


def test_thai_and_latin_names_meet():
    thai = again(names=called(first_en="", last_en=""))
    latin = again(names=(Called(first_en="Sudarat", last_en="Kaewmaneewong"),))

    assert compare(thai, latin).reasons[:2] == ("first_spoken", "last_spoken")


@pytest.mark.parametrize(
    "changes",
    [
        {"names": called(first_th="สุดาพร", first_en="Sudaporn")},  # twins in one class, at one address
        {"names": called(first_th="สุนิสา", first_en="Sunisa"), "birth": "1950-01-02"},
        {"names": called(first_th="สุนิสา", first_en=""), "contacts": ("family@example.com",), "birth": ""},
    ],
)
def test_a_family_is_never_joined(changes):
    other = again(**{"contacts": SUDA.contacts} | changes)

    assert compare(SUDA, other) is None


def test_two_student_ids_in_one_class_are_two_people():
    other = again(birth="", studies=(STUDY._replace(student_id="4098765"),))

    assert compare(SUDA, other) is None


def test_blanks_say_nothing():
    nobody = Description(key=3)

    assert compare(nobody, nobody._replace(key=4)) is None
    assert compare(SUDA, nobody) is None


def test_a_name_that_many_bear_is_not_enough():
    rarity = Rarity()
    common = Description(key=1, names=(Called("สมชาย", "ใจดี"),))
    for key in range(2000):
        rarity.count(Traits(common if key % 4 == 0 else SUDA).names)

    assert Weighing(rarity).compare(Traits(common), Traits(common._replace(key=2))) is None


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, Grade.CERTAIN),
        ({"birth": "1990-12-30", "contacts": SUDA.contacts}, Grade.LOOK),
        ({"gender": "m"}, Grade.LOOK),
    ],
)
def test_only_what_nothing_speaks_against_is_certain(changes, grade):
    assert compare(SUDA, again(**changes)).grade == grade


def test_one_national_id_is_one_person_whatever_the_name():
    one = SUDA._replace(national_id_hash="h")
    other = Description(key=2, names=(Called("พรทิพย์", "ทองสุข"),), national_id_hash="h", birth=SUDA.birth)

    assert compare(one, other).grade == Grade.LOOK
