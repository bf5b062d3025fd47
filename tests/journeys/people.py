"""Graduates whom a journey brings along, each with a surname that nobody else has."""

from itertools import count

from apps.records.actions import search
from apps.records.models import Faculty
from tests.factories import GraduateFactory

_numbers = count(1)


def new_surname():
    """A Thai surname and the same one in Latin letters."""
    digits = f"{next(_numbers):04d}"
    thai = "".join("กขคงจชดตทน"[int(digit)] for digit in digits)
    latin = "".join("abcdefghij"[int(digit)] for digit in digits)
    return f"ศรีตรัง{thai}", f"Sritrang{latin}"


def new_mobile():
    """A mobile number as it is dialled in Thailand."""
    return f"08123{next(_numbers):05d}"


def graduate(first_th="สุดา", first_en="Suda", **more):
    """A graduate of the university's first faculty, who can be found."""
    last_th, last_en = new_surname()
    faculty = Faculty.objects.order_by("pk")[0]
    names = {"first_th": first_th, "last_th": last_th, "first_en": first_en, "last_en": last_en}
    person = GraduateFactory(degree__faculty=faculty, **{f"name__{part}": text for part, text in names.items()} | more)
    search.refresh([person.pk])
    return person


def name_of(person, language="th"):
    name = person.names.get(is_current=True)
    return name.full_th if language == "th" else name.full_en
