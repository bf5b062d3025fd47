"""A second labelled set, with other mistakes and other lookalikes, written when the weights stood fast. It is there to
be measured and not to be tuned on."""

from apps.duplicates.lib.descriptions import Called, Studied

from .labelled import Lookalikes, Mistakes, named

MISREAD = {
    "ค": "ด",
    "ด": "ค",
    "ก": "ถ",
    "ถ": "ก",
    "น": "บ",
    "บ": "น",
    "ช": "ซ",
    "พ": "ผ",
    "ข": "ช",
    "ภ": "ก",
    "ร": "ธ",
}
LENGTHS = {"ิ": "ี", "ี": "ิ", "ุ": "ู", "ู": "ุ", "ึ": "ื", "ะ": "า", "ั": "า", "เ": "แ"}
RTGS = {"ee": "i", "oo": "u", "porn": "phon", "orn": "on", "j": "ch", "v": "w", "art": "at", "pong": "phong"}


class OtherMistakes(Mistakes):
    """What scanners, clerks and columns that are too narrow do to a record."""

    def one_letter(self, text, table):
        places = [at for at, letter in enumerate(text) if letter in table and at > 0]
        if not places:
            return text
        at = self.chance.choice(places)
        return text[:at] + table[text[at]] + text[at + 1 :]

    def misread_by_a_scanner(self, person):
        name = person.names[0]
        return self.people.again(person, names=named(person, last_th=self.one_letter(name.last_th, MISREAD)))

    def vowel_of_other_length(self, person):
        name = person.names[0]
        changed = {part: self.one_letter(getattr(name, part), LENGTHS) for part in ("first_th", "last_th")}
        return self.people.again(person, names=named(person, **changed))

    def cut_off(self, person):
        last = person.names[0].last_th
        return self.people.again(person, names=named(person, last_th=last[: max(4, len(last) - 1)]))

    def day_beside(self, person):
        day = int(person.birth[8:])
        return self.people.again(person, birth=f"{person.birth[:8]}{day + 1 if day < 28 else day - 1:02}")

    def both_names_mistyped(self, person):
        name = person.names[0]
        names = named(person, first_th=self.slip(name.first_th), last_th=self.slip(name.last_th))
        return self.people.again(person, names=names)

    def as_the_royal_society_writes(self, person):
        name = person.names[0]
        parts = {}
        for part in ("first_en", "last_en"):
            text = getattr(name, part).lower()
            for old, new in RTGS.items():
                text = text.replace(old, new)
            parts[part] = text.upper()
        return self.people.again(person, names=(Called("", "", **parts),))

    def space_within(self, person):
        last = person.names[0].last_th
        return self.people.again(person, names=named(person, last_th=f"{last[:3]} {last[3:]}"))

    def married_and_mistyped(self, person):
        thai, latin = self.people.surname()
        old = person.names[0]
        new = old._replace(last_th=thai, last_en=latin)
        former = old._replace(last_th=self.slip(old.last_th), is_former=True)
        return self.people.again(person, gender="f", names=(new, former))

    def master_after_bachelor(self, person):
        first = person.studies[0]
        entry = first.graduated + self.chance.randint(1, 6)
        later = Studied("master", self.chance.randint(1, 35), entry, entry + 2, self.people.student_id(entry))
        return self.people.again(person, studies=(later,))

    def mistyped_without_a_birthday(self, person):
        last = self.slip(person.names[0].last_th)
        return self.people.again(person, birth="", names=named(person, last_th=last), studies=person.studies)

    def wrong_birthday_altogether(self, person):
        return self.people.again(person, birth=self.people.birthday(int(person.birth[:4])), contacts=person.contacts)

    def nothing_but_the_name(self, person):
        names = (person.names[0]._replace(first_en="", last_en=""),)
        return self.people.again(person, names=names, birth="", studies=(), contacts=(), gender="", province=None)


class OtherLookalikes(Lookalikes):
    """Relatives, classmates and coincidences."""

    def cousin_in_class(self, person):
        return self.other(person, names=self.first_of(person), studies=self.classmate(person), birth="")

    def born_the_same_day(self, person):
        thai, latin = self.people.surname()
        names = named(person, last_th=thai, last_en=latin if person.names[0].last_en else "")
        return self.other(person, names=names, birth=person.birth)

    def shares_a_telephone(self, person):
        stranger = self.people.person(gender=person.gender)
        return stranger._replace(contacts=person.contacts, studies=self.classmate(person))

    def triplet_without_ids(self, person):
        studies = (person.studies[0]._replace(student_id=""),)
        names = self.first_of(person)
        return self.other(person, names=names, birth=person.birth, studies=studies, contacts=person.contacts)

    def son_called_after_his_father(self, person):
        birth = f"{int(person.birth[:4]) + 26}{person.birth[4:7]}-{self.chance.randint(1, 28):02}"
        return self.other(person, birth=birth)

    def spouse(self, person):
        stranger = self.people.person(gender="m" if person.gender == "f" else "f")
        name, own = person.names[0], stranger.names[0]
        names = (own._replace(last_th=name.last_th, last_en=name.last_en),)
        return stranger._replace(names=names, contacts=person.contacts, province=person.province)

    def nearly_a_namesake(self, person):
        """The same first name, a surname that differs by one syllable, the same class."""
        name = person.names[0]
        last = name.last_th[:-2] + self.chance.choice(["ดี", "ชัย", "กุล", "ศรี"])
        names = named(person, last_th=last, first_en="", last_en="")
        return self.other(person, names=names, studies=self.classmate(person))
