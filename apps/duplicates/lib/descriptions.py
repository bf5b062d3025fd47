"""What is known of somebody, as far as it helps to tell whether two records, or a record and a newcomer, are one
person. Everything may be missing: what is missing speaks neither for nor against."""

from typing import NamedTuple


class Called(NamedTuple):
    """A name that somebody has or had, without titles."""

    first_th: str = ""
    last_th: str = ""
    first_en: str = ""
    last_en: str = ""
    is_former: bool = False


class Studied(NamedTuple):
    """A course of study. `faculty` is any key that two records of one faculty share; years are of the Buddhist era."""

    level: str = ""
    faculty: int | str | None = None
    entry: int | None = None
    graduated: int | None = None
    student_id: str = ""


class Description(NamedTuple):
    """`key` is the caller's own: a person's primary key, a row's number. `birth` and `died` are dates as PartialDate
    writes them, `contacts` addresses and numbers in the form in which Contact keeps them."""

    key: int
    names: tuple[Called, ...] = ()
    nickname: str = ""
    gender: str = ""
    birth: str = ""
    died: str = ""
    national_id_hash: str = ""
    province: str | None = None
    studies: tuple[Studied, ...] = ()
    contacts: tuple[str, ...] = ()
