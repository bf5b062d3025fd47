"""Two people who look like one. Each gives two people; `facts` says which facts both records are sure to have, for a
label needs them: where nobody could tell, there is no label and hence no such pair."""

from collections.abc import Callable
from datetime import timedelta

from .names import Word
from .people import One, People

Facts = tuple[str, ...]
Pair = tuple[One, One, Facts, str]  # the last: what they share, "email", "phone" or nothing
APART: dict[str, Callable[[People], Pair]] = {}


def kind(name: str):
    def keep(make):
        APART[name] = make
        return make

    return keep


def _like(people: People, first: Word, gender: str, southern: bool, born: int) -> Word:
    """Another first name that begins or ends as this one does."""
    names, random = people.names, people.random
    for _ in range(400):
        other = names.first(gender, southern, born)
        if other.th != first.th and (other.th[:3] == first.th[:3] or other.th[-3:] == first.th[-3:]):
            return other
    if len(first.parts) == 2:
        return Word(first.parts[0], random.choice([t for t in names.first_tail if t[0] != first.parts[1][0]]))
    while (other := names.first(gender, southern, born)).th == first.th:
        pass
    return other


@kind("twins")
def twins(people: People) -> Pair:
    a, random = people.one(), people.random
    gender = a.gender if random.random() < 0.75 else "mf"[a.gender == "m"]
    first = _like(people, a.first, gender, a.southern, a.born.year)
    near = random.random() < 0.5
    b = people.one(gender=gender, first=first, last=a.last, born=a.born, province=a.province, southern=a.southern,
                   level="bachelor", entry=a.entry, graduated=a.graduated,
                   faculty=a.faculty if near else None)  # fmt: skip
    a.level = "bachelor"
    return a, b, ("birth", "sid"), random.choice(("phone", "email", ""))


@kind("siblings")
def siblings(people: People) -> Pair:
    a, random = people.one(), people.random
    years = random.randint(1, 5)
    born = a.born + timedelta(365 * years + random.randrange(-60, 200))
    first = _like(people, a.first, a.gender, a.southern, a.born.year)
    b = people.one(gender=a.gender, first=first, last=a.last, born=born, province=a.province, southern=a.southern,
                   level="bachelor", entry=a.entry + years, graduated=a.graduated + years,
                   faculty=a.faculty if random.random() < 0.5 else None)  # fmt: skip
    return (
        a,
        b,
        ("birth",) if random.random() < 0.7 else ("sid", "study"),
        random.choice(("phone", "phone", "email", "")),
    )


@kind("parent and child, one phone")
def parent(people: People) -> Pair:
    a = people.one()
    years = people.random.randint(21, 34)
    similar = people.random.random() < 0.5
    gender = people.random.choice((a.gender, a.gender, "f"))
    first = _like(people, a.first, gender, a.southern, a.born.year) if similar else None
    b = people.one(gender=gender, first=first, last=a.last, born=a.born + timedelta(365 * years), province=a.province,
                   southern=a.southern, level="bachelor", entry=a.entry + years, graduated=a.graduated + years,
                   faculty=a.faculty if similar else None)  # fmt: skip
    return a, b, (), "phone"


@kind("spouses, one e-mail")
def spouses(people: People) -> Pair:
    a = people.one(gender="m")
    born = a.born + timedelta(people.random.randrange(-900, 1500))
    b = people.one(gender="f", last=a.last, born=born, southern=a.southern, level=a.level, faculty=a.faculty,
                   graduated=a.graduated, province=a.province)  # fmt: skip
    return a, b, (), people.random.choice(("email", "email", "both"))


@kind("same full name, same class")
def namesakes(people: People) -> Pair:
    a = people.one()
    born = a.born + timedelta(people.random.choice((-1, 1)) * people.random.randint(35, 320))
    if (born.year == a.born.year) + (born.month == a.born.month) + (born.day == a.born.day) > 1:
        born += timedelta(47)
    b = people.one(gender=a.gender, first=a.first, last=a.last, born=born, southern=a.southern, level=a.level,
                   faculty=a.faculty, entry=a.entry, graduated=a.graduated)  # fmt: skip
    return a, b, ("birth", "sid"), ""


@kind("same full name, other years")
def namesakes_apart(people: People) -> Pair:
    a = people.one()
    b = people.one(gender=a.gender, first=a.first, last=a.last, southern=a.southern)
    return a, b, ("birth",), ""


@kind("same surname and birthday")
def birthday(people: People) -> Pair:
    a = people.one()
    while (first := people.names.first(a.gender, a.southern, a.born.year)).th == a.first.th:
        pass
    b = people.one(gender=a.gender, first=first, last=a.last, born=a.born, southern=a.southern, level=a.level,
                   entry=a.entry, graduated=a.graduated)  # fmt: skip
    return a, b, ("birth", "sid"), ""


@kind("cousins")
def cousins(people: People) -> Pair:
    a = people.one()
    born = a.born + timedelta(people.random.randrange(-500, 500))
    first = _like(people, a.first, a.gender, a.southern, a.born.year)
    b = people.one(gender=a.gender, first=first, last=a.last, born=born, southern=a.southern, faculty=a.faculty,
                   level=a.level, graduated=a.graduated, province=a.province)  # fmt: skip
    return a, b, ("birth", "sid"), ""


@kind("neighbours in the register")
def neighbours(people: People) -> Pair:
    """The same first name, surnames that begin alike, in one class; a birth date of one of them at most."""
    a = people.one(southern=False)
    last = a.last
    while last.th == a.last.th:
        last = Word(a.last.parts[0], people.random.choice(people.names.last_tail))
    b = people.one(gender=a.gender, first=a.first, last=last, southern=False, level=a.level, entry=a.entry,
                   graduated=a.graduated, faculty=a.faculty)  # fmt: skip
    return a, b, ("sid",), ""


@kind("one Latin name, two Thai names")
def homographs(people: People) -> Pair:
    a = people.one(southern=False)
    pairs = (("ธนพล", "ธนพร", "Thanapon"), ("ณัฐพล", "ณัฐพร", "Nattapon"), ("วรพล", "วรพร", "Worapon"),
             ("ศิริวรรณ", "สิริวัลย์", "Siriwan"), ("กานต์", "กัญจน์", "Kan"), ("พรชัย", "พลชัย", "Ponchai"))  # fmt: skip
    one, two, latin = people.random.choice(pairs)
    a.first = Word([one, latin])
    b = people.one(gender=a.gender, first=Word([two, latin]), last=a.last, southern=False, faculty=a.faculty,
                   level=a.level, graduated=a.graduated)  # fmt: skip
    return a, b, ("birth", "sid", "latin"), ""
