"""How one person comes to be in a registry twice. Each takes the copy and the master and spoils the copy (now and then
the master); what stays is always enough for a careful clerk to know that it is one person."""

from collections.abc import Callable

from .people import People, Written
from .slips import SLIPS, digit, latin_slip, slip

Spoil = Callable[[People, Written, Written], None]
SAME: dict[str, Spoil] = {}


def mechanism(name: str) -> Callable[[Spoil], Spoil]:
    def keep(spoil: Spoil) -> Spoil:
        SAME[name] = spoil
        return spoil

    return keep


def _slip(kind: str) -> Spoil:
    def spoil(people: People, copy: Written, master: Written) -> None:
        name, at = copy.names[0], people.random.randrange(2)
        before = name[at]
        name[at] = slip(name[at], people.random, kind)
        if name[at] == before:
            name[1 - at] = slip(name[1 - at], people.random, kind)

    return spoil


SAME |= {f"slip: {kind}": _slip(kind) for kind in SLIPS}


@mechanism("two slips")
def two_slips(people: People, copy: Written, master: Written) -> None:
    name = copy.names[0]
    both = people.random.random() < 0.6
    name[1] = slip(name[1], people.random)
    name[0 if both else 1] = slip(name[0 if both else 1], people.random)
    if not copy.birth:
        people.need(copy, master, people.random.choice(("birth", "contact", "study")))


@mechanism("title glued")
def title(people: People, copy: Written, master: Written) -> None:
    titles = (
        ("นาย", "ว่าที่ร้อยตรี", "ดร.", "ผศ.", "นพ.") if copy.one.gender == "m" else ("นางสาว", "นาง", "น.ส.", "ดร.", "พญ.")
    )
    copy.names[0][0] = people.random.choice(titles) + people.random.choice(("", "", " ")) + copy.names[0][0]


@mechanism("title glued and a slip")
def title_slip(people: People, copy: Written, master: Written) -> None:
    copy.names[0][1] = slip(copy.names[0][1], people.random)
    title(people, copy, master)


@mechanism("nickname in brackets")
def nickname(people: People, copy: Written, master: Written) -> None:
    nick = people.random.choice(("หนุ่ม", "เล็ก", "แดง", "ปุ้ย", "โอ๋", "ต้น", "นก"))
    at = people.random.randrange(2)
    copy.names[0][at] += people.random.choice((f" ({nick})", f"({nick})"))


@mechanism("names swapped")
def names_swapped(people: People, copy: Written, master: Written) -> None:
    name = copy.names[0]
    name[0], name[1], name[2], name[3] = name[1], name[0], name[3], name[2]


@mechanism("names swapped and a slip")
def names_swapped_slip(people: People, copy: Written, master: Written) -> None:
    copy.names[0][1] = slip(copy.names[0][1], people.random)
    people.need(copy, master, people.random.choice(("birth", "contact", "study")))
    names_swapped(people, copy, master)


def _marry(people: People, copy: Written, master: Written) -> None:
    copy.names[0][1] = people.names.last(copy.one.southern).th
    copy.names[0][2:4] = ["", ""]
    if people.random.random() < 0.85:
        copy.gender, master.gender = copy.gender and "f", "f"


@mechanism("married, former name on record")
def married_known(people: People, copy: Written, master: Written) -> None:
    _marry(people, copy, master)
    copy.names.append([copy.one.first.th if people.random.random() < 0.7 else "", copy.one.last.th, "", "", True])
    if not copy.birth:
        people.need(copy, master, "study")


@mechanism("married, same student id")
def married_id(people: People, copy: Written, master: Written) -> None:
    _marry(people, copy, master)
    people.need(copy, master, "sid")


@mechanism("married, same contact")
def married_contact(people: People, copy: Written, master: Written) -> None:
    _marry(people, copy, master)
    people.need(copy, master, "contact")


@mechanism("married, same birth and faculty")
def married_birth(people: People, copy: Written, master: Written) -> None:
    _marry(people, copy, master)
    people.need(copy, master, "birth", "study")


def _rename(people: People, copy: Written) -> None:
    one = copy.one
    while copy.names[0][0] == one.first.th or copy.names[0][0][:2] == one.first.th[:2]:
        copy.names[0][0] = people.names.first(one.gender, one.southern, 1990).th
    copy.names[0][2:4] = ["", ""]


@mechanism("new first name, former on record")
def renamed_known(people: People, copy: Written, master: Written) -> None:
    _rename(people, copy)
    copy.names.append([copy.one.first.th, copy.one.last.th if people.random.random() < 0.7 else "", "", "", True])


@mechanism("new first name, same student id")
def renamed_id(people: People, copy: Written, master: Written) -> None:
    _rename(people, copy)
    people.need(copy, master, "sid")
    if people.random.random() < 0.6:
        people.need(copy, master, "birth")


@mechanism("romanised otherwise")
def romanised(people: People, copy: Written, master: Written) -> None:
    """Both only in Latin."""
    for written in (copy, master):
        people.latin(written)
        written.names[0][:2] = ["", ""]
    people.need(copy, master, "study", people.random.choice(("birth", "contact", "birth", "study")))


@mechanism("romanised otherwise, by system")
def romanised_system(people: People, copy: Written, master: Written) -> None:
    systems = people.random.sample((0, 1, 2), 2)
    for written, system in zip((copy, master), systems, strict=True):
        people.latin(written, system)
    copy.names[0][:2] = ["", ""]
    people.need(copy, master, "study" if not copy.birth else "birth")


@mechanism("romanised with a slip")
def romanised_slip(people: People, copy: Written, master: Written) -> None:
    for written in (copy, master):
        people.latin(written)
    copy.names[0][:2] = ["", ""]
    at = people.random.choice((2, 3))
    copy.names[0][at] = latin_slip(copy.names[0][at], people.random)
    people.need(copy, master, people.random.choice(("birth", "contact")))


@mechanism("only Thai, only Latin")
def across(people: People, copy: Written, master: Written) -> None:
    people.latin(copy)
    copy.names[0][:2] = ["", ""]
    master.names[0][2:4] = ["", ""]
    people.need(
        copy, master, *people.random.choice((("birth",), ("birth", "study"), ("contact",), ("sid",), ("study",)))
    )


@mechanism("day and month swapped")
def day_month(people: People, copy: Written, master: Written) -> None:
    one = copy.one
    if one.born.day > 12 or one.born.day == one.born.month:
        day = people.random.choice([d for d in range(1, 13) if d != one.born.month])
        one.born = one.born.replace(day=day)
    people.need(copy, master, "birth")
    copy.birth = f"{one.born.year}-{one.born.day:02}-{one.born.month:02}"


@mechanism("day and month swapped and a slip")
def day_month_slip(people: People, copy: Written, master: Written) -> None:
    day_month(people, copy, master)
    people.need(copy, master, "study")
    SAME["slip: neighbour key"](people, copy, master)


@mechanism("Buddhist and Christian years")
def era(people: People, copy: Written, master: Written) -> None:
    people.need(copy, master, "birth")
    year = copy.one.born.year + people.random.choice((543, 543, -543))
    copy.birth = f"{year:04}{copy.birth[4:]}"


@mechanism("one digit of the birth date")
def birth_digit(people: People, copy: Written, master: Written) -> None:
    people.need(copy, master, "birth", "study")
    for _ in range(50):
        wrong = digit(str(copy.one.born), people.random, first=2)
        if "01" <= wrong[5:7] <= "12" and "01" <= wrong[8:10] <= "28":
            copy.birth = wrong
            return


@mechanism("one digit of the birth date and a slip")
def birth_digit_slip(people: People, copy: Written, master: Written) -> None:
    birth_digit(people, copy, master)
    SAME[people.random.choice(("slip: tone mark", "slip: letter of one sound", "slip: missing letter"))](
        people, copy, master
    )


@mechanism("birth year only")
def birth_year(people: People, copy: Written, master: Written) -> None:
    people.need(copy, master, "birth", "study")
    copy.birth = copy.birth[:4]


@mechanism("no birth date")
def birth_missing(people: People, copy: Written, master: Written) -> None:
    people.need(copy, master, people.random.choice(("study", "contact")))
    copy.birth = ""


@mechanism("only name, year and faculty")
def bare(people: People, copy: Written, master: Written) -> None:
    one = copy.one
    copy.names = [[one.first.th, one.last.th, "", "", False]]
    copy.faculty, copy.graduated = one.faculty, one.graduated
    copy.gender = copy.birth = copy.level = copy.sid = ""
    copy.province = copy.entry = None
    copy.contacts = []


@mechanism("only name, year and faculty, and a slip")
def bare_slip(people: People, copy: Written, master: Written) -> None:
    bare(people, copy, master)
    copy.names[0][1] = slip(copy.names[0][1], people.random)


@mechanism("bachelor and master")
def second_degree(people: People, copy: Written, master: Written) -> None:
    one, random = copy.one, people.random
    master.level = one.level = "bachelor"
    copy.level = "master"
    copy.graduated = one.graduated + random.randint(3, 12)
    copy.entry = copy.graduated - 2
    copy.faculty = one.faculty if random.random() < 0.6 else random.randrange(1, 13)
    copy.sid = f"{copy.entry % 100:02}{copy.faculty:02}{random.randrange(500, 999)}"
    if random.random() < 0.75:
        people.need(copy, master, "birth")
    elif random.random() < 0.6:
        people.need(copy, master, "contact")
    else:
        copy.faculty = one.faculty


@mechanism("bachelor and master and a slip")
def second_degree_slip(people: People, copy: Written, master: Written) -> None:
    second_degree(people, copy, master)
    people.need(copy, master, people.random.choice(("birth", "birth", "contact")))
    SAME[people.random.choice(("slip: neighbour key", "slip: tone mark", "slip: missing letter"))](
        people, copy, master
    )


@mechanism("one digit of the student id")
def id_digit(people: People, copy: Written, master: Written) -> None:
    people.need(copy, master, "sid", "study")
    copy.sid = digit(copy.sid, people.random, first=2)


@mechanism("one digit of the student id and a slip")
def id_digit_slip(people: People, copy: Written, master: Written) -> None:
    id_digit(people, copy, master)
    people.need(copy, master, people.random.choice(("birth", "contact")))
    SAME["slip: neighbour key"](people, copy, master)


@mechanism("two e-mails")
def two_emails(people: People, copy: Written, master: Written) -> None:
    one = copy.one
    master.contacts = [one.email]
    copy.contacts = [people.email(one.first, one.last)]
    people.need(copy, master, people.random.choice(("birth", "study")))
