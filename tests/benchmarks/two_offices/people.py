"""Invented people, and what two offices each wrote down of one of them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .names import Names, Word

FACULTIES = (2, 1, 3, 5, 7, 4, 9, 8, 6, 10, 11, 12)
PROVINCES = ("90", "90", "94", "80", "92", "93", "84", "95", "96", "91", "83")
YEARS = {"bachelor": 4, "master": 2, "doctor": 4, "diploma": 2}


@dataclass
class One:
    """A person as they are, not as they are written."""

    gender: str
    born: date
    first: Word
    last: Word
    southern: bool
    faculty: int
    level: str
    entry: int
    graduated: int
    sid: str = ""
    email: str = ""
    phone: str = ""
    province: str = "90"


@dataclass
class Written:
    """One record. `names` are [first_th, last_th, first_en, last_en, is_former]."""

    one: One
    names: list[list]
    gender: str = ""
    birth: str = ""
    province: str | None = None
    level: str = ""
    faculty: int | None = None
    entry: int | None = None
    graduated: int | None = None
    sid: str = ""
    contacts: list[str] = field(default_factory=list)
    key: int = 0


class People:
    def __init__(self, random: Random, southern: float = 0.14) -> None:
        self.random, self.names = random, Names(random, southern)

    def one(self, **given) -> One:
        random = self.random
        southern = given.pop("southern", None)
        southern = self.names.is_southern() if southern is None else southern
        gender = given.get("gender") or random.choice("mmfff")
        level = given.get("level") or random.choices(list(YEARS), (84, 11, 1, 4))[0]
        graduated = given.get("graduated") or 2548 - min(int(random.expovariate(1 / 8)), 34)
        entry = given.get("entry") or graduated - YEARS[level] - random.choice((0, 0, 0, 1, 2))
        age = random.choice((18, 18, 18, 19)) if level in ("bachelor", "diploma") else random.randint(23, 35)
        born = given.get("born") or date(entry - 543 - age, 1, 1) + timedelta(random.randrange(365))
        faculty = given.get("faculty") or random.choices(FACULTIES, range(12, 0, -1))[0]
        first = given.get("first") or self.names.first(gender, southern, born.year)
        last = given.get("last") or self.names.last(southern)
        one = One(gender, born, first, last, southern, faculty, level, entry, graduated)
        one.email, one.phone = self.email(first, last), self.phone()
        one.province = given.get("province") or random.choice(PROVINCES)
        return one

    def email(self, first: Word, last: Word) -> str:
        random = self.random
        a, b, number = first.latin(random).lower(), last.latin(random).lower(), random.randrange(10**5)
        form = random.choice(
            (f"{a}.{b[:1]}", f"{a}{number % 100}", f"{a}_{b}", f"{b}{number % 1000}", f"{a[:2]}{number}")
        )
        return f"{form}@{random.choice(('hotmail.com', 'gmail.com', 'yahoo.co.th', 'example.ac.th'))}"

    def phone(self) -> str:
        return "+66" + self.random.choice("689") + f"{self.random.randrange(10**8):08}"

    def number(self, everybody: list[One]) -> None:
        """Student ids in the order of the register: by name within a class, so that neighbours have like names."""
        classes: dict[tuple, list[One]] = {}
        for one in everybody:
            classes.setdefault((one.entry, one.faculty), []).append(one)
        for (entry, faculty), members in classes.items():
            for at, one in enumerate(sorted(members, key=lambda m: (m.level, m.first.th, m.last.th))):
                one.sid = f"{entry % 100:02}{faculty:02}{at + 1:03}"

    def master(self, one: One) -> Written:
        """The registrar's record."""
        random = self.random
        chance = random.random
        written = Written(one, [[one.first.th, one.last.th, "", "", False]], one.gender, graduated=one.graduated)
        written.faculty, written.level, written.entry = one.faculty, one.level, one.entry
        written.sid = one.sid if chance() < 0.93 else ""
        if chance() < 0.45:
            self.latin(written)
        written.birth = str(one.born) if chance() < 0.72 else ""
        written.province = one.province if chance() < 0.7 else None
        written.contacts = [c for c, p in ((one.email, 0.45), (one.phone, 0.55)) if chance() < p]
        return written

    def copy(self, one: One, master: Written) -> Written:
        """What somebody else wrote of the same person: enough of it to be sure that it is they."""
        random = self.random
        chance = random.random
        copy = Written(one, [[one.first.th, one.last.th, "", "", False]])
        copy.gender = one.gender if chance() < 0.8 else ""
        copy.birth = master.birth if chance() < 0.7 else ""
        copy.province = one.province if chance() < 0.5 else None
        copy.faculty = one.faculty if chance() < 0.92 else None
        copy.graduated = one.graduated if chance() < 0.9 else None
        copy.level = one.level if chance() < 0.85 else ""
        copy.entry = one.entry if chance() < 0.4 else None
        copy.sid = one.sid if chance() < 0.1 else ""
        copy.contacts = [c for c in master.contacts if chance() < 0.4]
        if chance() < 0.3:
            copy.contacts.append(self.phone())
        if chance() < 0.4:
            self.latin(copy)
        if not (copy.birth or (copy.sid and master.sid) or set(copy.contacts) & set(master.contacts)):
            self.need(copy, master, "study")
        return copy

    def latin(self, written: Written, system: int | None = None) -> None:
        one, name = written.one, written.names[0]
        name[2:4] = [one.first.latin(self.random, system), one.last.latin(self.random, system)]

    def need(self, copy: Written, master: Written, *facts: str) -> None:
        """Both records have the fact."""
        for fact in facts:
            one = copy.one
            if fact == "birth":
                copy.birth = master.birth = str(one.born)
            elif fact == "contact":
                shared = self.random.choice((one.email, one.phone))
                for written in (copy, master):
                    written.contacts = [*dict.fromkeys((*written.contacts, shared))]
            elif fact == "sid":
                copy.sid = master.sid = one.sid
            elif fact == "study":
                copy.faculty, copy.graduated, copy.level = one.faculty, one.graduated, one.level
