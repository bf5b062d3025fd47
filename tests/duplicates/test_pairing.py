from random import Random

from apps.duplicates.lib import blocks
from apps.duplicates.lib.descriptions import Called, Description, Studied
from apps.duplicates.lib.pairing import TASKS, pairs, pairs_of
from apps.duplicates.lib.traits import Traits
from tests.duplicates.labelled import Mistakes, Population


def keys(found):
    return {tuple(sorted((one.key, other.key))) for one, other in found}


def test_no_family_is_forgotten():
    for family in blocks.FAMILIES:
        tasks = [task for task in TASKS if task.family is family]
        assert [task.part for task in tasks] == list(range(tasks[0].parts)), family


def test_the_parts_together_are_the_whole():
    people = Population(5)
    everybody = [Traits(people.person(birth="1980-01-01")) for _ in range(300)]
    parts = [task for task in TASKS if task.family is blocks.families]

    together = [pair for task in parts for pair in pairs_of(task, everybody)]
    whole = list(pairs_of(parts[0]._replace(part=0, parts=1), everybody))

    assert len(together) == len(whole)
    assert keys(together) == keys(whole)


def test_a_birthday_of_everybody_is_not_compared_by_its_square():
    """Some registries write 1 January for whoever did not tell."""
    people = Population(6)
    mistakes = Mistakes(people)
    doubled = [people.person(birth="1980-01-01") for _ in range(40)]
    again = [mistakes.first_name_mistyped(person)._replace(birth="1980-01-01") for person in doubled]
    everybody = [
        Traits(each) for each in (*doubled, *again, *(people.person(birth="1980-01-01") for _ in range(5_000)))
    ]

    found = list(pairs(everybody))

    assert len(found) < 60 * len(everybody)
    assert {(one.key, other.key) for one, other in zip(doubled, again, strict=True)} <= keys(found)


def test_a_name_of_everybody_is_not_compared_by_its_square():
    chance = Random(4)
    same = Called("สมชาย", "แซ่ลิ้ม")
    everybody = [
        Traits(
            Description(
                key,
                (same,),
                birth=f"{chance.randint(1960, 1990)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                studies=(Studied(graduated=chance.randint(2520, 2560)),),
            )
        )
        for key in range(3_000)
    ]
    twice = Traits(everybody[7].description._replace(key=9_999, names=(same,)))

    found = list(pairs([*everybody, twice]))

    assert len(found) < 400 * len(everybody)
    assert (7, 9_999) in keys(found)
