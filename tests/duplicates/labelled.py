"""A labelled set: people in a registry of strangers, some of whom are on record twice, and some of whom only look so.

`Mistakes` turns a record into another one of the same person, `Lookalikes` into one of somebody else. The names are
those of the demonstration; all chance comes from the seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from apps.duplicates.lib.descriptions import Called, Description, Studied
from apps.duplicates.lib.keyboard import NEAR
from apps.records.actions import reference
from apps.records.demo.dice import Dice
from apps.records.demo.surnames import Surnames

LETTERS = [chr(code) for code in range(ord("ก"), ord("ฮ") + 1)]
TONES = "่้๊๋์"
ALIKE = ["นณ", "สศษ", "ทธฑฒ", "ตฏ", "ดฎ", "ยญ", "ลฬ", "พภ", "คฆ", "ใไ", "ถฐ"]
ROMANISED = [
    *(
        ("p", "ph"),
        ("ph", "p"),
        ("t", "th"),
        ("th", "t"),
        ("k", "kh"),
        ("ch", "j"),
        ("j", "ch"),
        ("w", "v"),
        ("v", "w"),
    ),
    *(("ee", "i"), ("i", "ee"), ("oo", "u"), ("u", "oo"), ("orn", "on"), ("on", "orn"), ("at", "art"), ("ai", "ay")),
    *(("kr", "gr"), ("k", "g"), ("s", "ss"), ("n", "nn"), ("tt", "t"), ("aw", "or"), ("ae", "air"), ("d", "t")),
]


@dataclass
class Labelled:
    """Everybody, and the pairs of keys that are one person, each with how it came about."""

    people: list[Description] = field(default_factory=list)
    same: dict[tuple[int, int], str] = field(default_factory=dict)
    lookalikes: dict[tuple[int, int], str] = field(default_factory=dict)


class Population:
    """Invented people."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._dice = Dice(seed)
        names = reference.read("names_th")
        self._firsts = {g: names["male" if g == "m" else "female"] for g in "mf"}
        self._surnames = Surnames(names["surname"])
        self._nicknames = names["nickname"]
        self._ids = {}
        self._next = 0

    def key(self) -> int:
        self._next += 1
        return self._next

    def first(self, gender: str) -> list[str]:
        return self.chance.choice(self._firsts[gender][self.chance.choice(["old", "new", "new"])])

    def surname(self) -> tuple[str, str]:
        return self._surnames.thai(self._dice)

    def student_id(self, entry: int) -> str:
        self._ids[entry] = self._ids.get(entry, 0) + self.chance.randint(1, 3)
        return f"{entry % 100:02}{self._ids[entry]:05}"

    def person(self, **given: object) -> Description:
        chance = self.chance
        gender = chance.choice("mf")
        first, last = self.first(gender), self.surname()
        latin = chance.random() < 0.8
        entry = chance.randint(2510, 2545)
        year = entry - 18 - 543
        study = Studied("bachelor", chance.randint(1, 35), entry, entry + 4, self.student_id(entry))
        key = self.key()
        facts = {
            "key": key,
            "names": (Called(first[0], last[0], first[1] if latin else "", last[1] if latin else ""),),
            "nickname": chance.choice(self._nicknames) if chance.random() < 0.3 else "",
            "gender": gender,
            "birth": self.birthday(year) if chance.random() < 0.8 else "",
            "national_id_hash": f"n{key:063}" if chance.random() < 0.35 else "",
            "province": str(chance.randint(10, 90)),
            "studies": (study,),
            "contacts": tuple(
                contact
                for contact, share in ((f"p{key}@example.com", 0.4), (f"+6667{key:07}", 0.6))
                if chance.random() < share
            ),
        }
        return Description(**facts | given)

    def birthday(self, year: int) -> str:
        return f"{year + self.chance.randint(-1, 1)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def again(self, person: Description, **changes: object) -> Description:
        """The same person as somebody else's list has them: a chapter's, a form's; rarely with ids."""
        chance = self.chance
        study = person.studies[0]
        kept = study._replace(student_id=study.student_id if chance.random() < 0.15 else "")
        facts = {
            "key": self.key(),
            "national_id_hash": person.national_id_hash if chance.random() < 0.1 else "",
            "studies": (kept,) if chance.random() < 0.75 else (),
            "contacts": person.contacts[:1] if chance.random() < 0.4 else (f"q{self._next}@example.org",),
            "nickname": person.nickname if chance.random() < 0.5 else "",
            "province": person.province if chance.random() < 0.7 else None,
            "gender": person.gender if chance.random() < 0.8 else "",
        }
        return person._replace(**facts | changes)


def named(person: Description, **parts: str) -> tuple[Called, ...]:
    return (person.names[0]._replace(**parts), *person.names[1:])


class Mistakes:
    """One method a mechanism: a second record of the same person."""

    def __init__(self, people: Population) -> None:
        self.people, self.chance = people, people.chance

    def slip(self, text: str) -> str:
        """A neighbour on the keyboard, a letter too few, too many or moved."""
        at = self.chance.randrange(len(text))
        kind = self.chance.random()
        near = [other for letter, other in NEAR if letter == text[at] and "ก" <= other <= "ู"]
        if kind < 0.6 and near:
            return text[:at] + self.chance.choice(sorted(near)) + text[at + 1 :]
        if kind < 0.75 and len(text) > 3:
            return text[:at] + text[at + 1 :]
        if kind < 0.9:
            return text[:at] + text[at] + text[at:]
        return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] if at else text[1] + text[0] + text[2:]

    def surname_mistyped(self, person):
        return self.people.again(person, names=named(person, last_th=self.slip(person.names[0].last_th)))

    def first_name_mistyped(self, person):
        return self.people.again(person, names=named(person, first_th=self.slip(person.names[0].first_th)))

    def without_tone_marks(self, person):
        name = person.names[0]
        bare = [part.translate(str.maketrans("", "", TONES)) for part in (name.first_th, name.last_th)]
        return self.people.again(person, names=named(person, first_th=bare[0], last_th=bare[1]))

    def spelled_as_spoken(self, person):
        last = person.names[0].last_th
        for group in self.chance.sample(ALIKE, len(ALIKE)):
            for letter in group:
                if letter in last:
                    other = self.chance.choice([each for each in group if each != letter])
                    return self.people.again(person, names=named(person, last_th=last.replace(letter, other, 1)))
        return self.people.again(person)

    def title_left_on(self, person):
        title = "นาย" if person.gender == "m" else "นางสาว"
        return self.people.again(person, names=named(person, first_th=title + person.names[0].first_th))

    def married(self, person):
        thai, latin = self.people.surname()
        return self.people.again(
            person, gender="f", names=named(person, last_th=thai, last_en=latin if person.names[0].last_en else "")
        )

    def married_and_told(self, person):
        thai, latin = self.people.surname()
        old = person.names[0]
        new = old._replace(last_th=thai, last_en=latin if old.last_en else "")
        return self.people.again(person, names=(new, old._replace(is_former=True)))

    def renamed_and_told(self, person):
        thai, latin = self.people.first(person.gender)
        old = person.names[0]
        new = old._replace(first_th=thai, first_en=latin if old.first_en else "")
        return self.people.again(person, names=(new, old._replace(is_former=True)))

    def romanised_otherwise(self, person):
        name = person.names[0]
        parts = {part: self.romanised(getattr(name, part)) for part in ("first_en", "last_en")}
        return self.people.again(person, names=(Called("", "", **parts),))

    def romanised(self, text):
        for old, new in self.chance.sample(ROMANISED, len(ROMANISED))[:9]:
            if old in text.lower():
                text = text.lower().replace(old, new, 1)
        return text.capitalize()

    def in_the_other_script(self, person):
        """Known in Thai letters only, and in Latin ones only."""
        name = person.names[0]
        self.renamed = person._replace(names=named(person, first_en="", last_en=""))
        parts = {part: self.romanised(getattr(name, part)) for part in ("first_en", "last_en")}
        return self.people.again(person, names=(Called("", "", **parts),))

    def day_and_month_swapped(self, person):
        born = person.birth
        return self.people.again(person, birth=f"{born[:4]}-{born[8:]}-{born[5:7]}")

    def buddhist_year(self, person):
        return self.people.again(person, birth=f"{int(person.birth[:4]) + 543}{person.birth[4:]}")

    def no_birthday(self, person):
        return self.people.again(person, birth="")

    def only_year(self, person):
        return self.people.again(person, birth=person.birth[:4])

    def digit_wrong(self, person):
        at = self.chance.choice([3, 6, 9])
        digit = str((int(person.birth[at]) + self.chance.randint(1, 2)) % 9 or 1)
        return self.people.again(person, birth=person.birth[:at] + digit + person.birth[at + 1 :])

    def names_swapped(self, person):
        name = person.names[0]
        return self.people.again(person, names=(Called(name.last_th, name.first_th, name.last_en, name.first_en),))

    def id_mistyped(self, person):
        study = person.studies[0]
        wrong = study.student_id[:-1] + str((int(study.student_id[-1]) + 3) % 10)
        return self.people.again(person, studies=(study._replace(student_id=wrong),))


class Lookalikes:
    """One method a mechanism: somebody else who has much in common."""

    def __init__(self, people: Population) -> None:
        self.people, self.chance = people, people.chance

    def other(self, person, **changes):
        stranger = self.people.person()
        kept = {name: getattr(person, name) for name in ("names", "gender") if name not in changes}
        return stranger._replace(**kept | changes)

    def first_of(self, person):
        thai, latin = self.people.first(person.gender)
        while thai == person.names[0].first_th:
            thai, latin = self.people.first(person.gender)
        return named(person, first_th=thai, first_en=latin if person.names[0].first_en else "")

    def classmate(self, person):
        study = person.studies[0]
        keep = self.chance.random() < 0.7
        return (study._replace(student_id=self.people.student_id(study.entry) if keep else ""),)

    def twin(self, person):
        twin = self.other(person, names=self.first_of(person), birth=person.birth, studies=self.classmate(person))
        return twin._replace(contacts=person.contacts[:1], province=person.province)

    def twin_called_alike(self, person):
        first = person.names[0].first_th
        alike = [each for each in self.known(person.gender) if each[0] != first and each[0][:2] == first[:2]]
        thai, latin = self.chance.choice(alike) if alike else self.people.first(person.gender)
        names = named(person, first_th=thai, first_en=latin if person.names[0].first_en else "")
        study = self.classmate(person)
        return self.other(person, names=names, birth=person.birth, studies=study, province=person.province)

    def known(self, gender):
        return [pair for group in ("old", "new") for pair in self.people._firsts[gender][group]]

    def sibling(self, person):
        return self.other(person, names=self.first_of(person), contacts=person.contacts[:1], province=person.province)

    def parent(self, person):
        birth = f"{int(person.birth[:4]) - 27}{person.birth[4:]}" if person.birth else ""
        return self.other(person, names=self.first_of(person), birth=birth, contacts=person.contacts[:1])

    def namesake_in_class(self, person):
        thai, latin = self.chance.choice(reference.read("names_th")["surname"]["whole"])
        names = named(person, last_th=thai, last_en=latin if person.names[0].last_en else "")
        self.renamed = person._replace(names=names)
        study = person.studies[0]._replace(student_id=self.people.student_id(person.studies[0].entry))
        return self.other(person, names=names, studies=(study,), birth=self.people.birthday(int(person.birth[:4])))

    def namesake(self, person):
        return self.other(person, birth=self.people.birthday(int(person.birth[:4]) + self.chance.randint(4, 12)))

    def family_address(self, person):
        return self.other(person, names=self.first_of(person), contacts=person.contacts, birth="")

    def same_first_in_class(self, person):
        thai, latin = self.people.surname()
        names = named(person, last_th=thai, last_en=latin if person.names[0].last_en else "")
        return self.other(person, names=names, studies=self.classmate(person))


def build(
    *, seed: int, strangers: int = 20_000, each: int = 150, mistakes: type = Mistakes, lookalikes: type = Lookalikes
) -> Labelled:
    """`each`: pairs of every mechanism."""
    people = Population(seed)
    found = Labelled()
    found.people = [people.person() for _ in range(strangers)]
    for made, kinds in ((found.same, mistakes(people)), (found.lookalikes, lookalikes(people))):
        for kind, make in _mechanisms(kinds):
            for _ in range(each):
                person = _suitable(people, kind)
                other = make(person)
                person = getattr(kinds, "renamed", None) or person
                kinds.renamed = None
                found.people += [person, other]
                made[person.key, other.key] = kind
    people.chance.shuffle(found.people)
    return found


PLUMBING = {"one_letter", "slip", "romanised", "other", "first_of", "classmate", "known"}


def _mechanisms(kinds: object) -> list[tuple[str, Callable[[Description], Description]]]:
    """The methods of the class itself."""
    names = [name for name in vars(type(kinds)) if not name.startswith("_") and name not in PLUMBING]
    return [(name, getattr(kinds, name)) for name in names]


def _suitable(people: Population, kind: str) -> Description:
    """Somebody with a birthday and a name in both scripts; a woman for a wedding, and one whose day is no month's."""
    while True:
        person = people.person()
        has_both = person.birth and person.names[0].first_en and len(person.names[0].first_th) > 3
        if not has_both or (kind.startswith("married") and person.gender != "f"):
            continue
        if kind == "day_and_month_swapped" and (int(person.birth[8:]) > 12 or person.birth[8:] == person.birth[5:7]):
            continue
        return person
