"""The searches of the office, each with the statement that somebody would write for it."""

from functools import partial

from django.db.models import Count

from apps.core.lib.text import fold
from apps.records.models import Contact, Degree, PersonName, SearchRow
from apps.records.querysets.page import people_page

from . import by_hand
from .measuring import Board, Search


def shown(line):
    """What of a line is compared."""
    yield from ((line.id, name.first_th, name.last_th) for name in line.names)
    yield from ((line.id, degree.student_id, degree.faculty_th) for degree in line.degrees)


BOARD = Board(
    page=people_page,
    lines_by_hand=by_hand.lines,
    shown=shown,
    facets=("faculty", "campus", "level", "cohort", "province", "reach", "status"),
)


def classes():
    """The searches of each class, on the names and numbers of the people who are there."""
    thai, latin = words_of("last_th"), words_of("first_en")
    faculties = biggest("faculty_id")
    cohort, province = biggest("cohort_id")[0], "90"
    ids = list(Degree.objects.exclude(student_id="").order_by("pk").values_list("student_id", flat=True)[7:4000:997])
    phones = Contact.objects.filter(kind="mobile", status="live").order_by("pk")
    phones = list(phones.values_list("value", flat=True)[7:4000:997])
    total = everybody()

    def words(name, letters, sources):
        texts = list(dict.fromkeys(word[:letters] for word in sources if len(word) >= letters))[:5]
        return name, [Search({"text": text}, partial(by_hand.of_words, text)) for text in texts]

    three = list(dict.fromkeys(word[:3] for word in thai))[:5]
    faculty = faculties[0]
    return [
        words("Thai 1 letter", 1, thai),
        words("Thai 2 letters", 2, thai),
        words("Thai 3 letters", 3, thai),
        words("Thai 5 letters", 5, thai),
        words("Latin 3 letters", 3, latin),
        (
            "Thai 3 + faculty",
            [Search({"text": t, "faculty": faculty}, partial(by_hand.of_faculty, faculty, t)) for t in three],
        ),
        (
            "faculty + cohort + province",
            [
                Search(
                    {"faculty": each, "cohort": cohort, "province": province},
                    partial(by_hand.of_three, each, cohort, province),
                )
                for each in faculties[:5]
            ],
        ),
        (
            "faculty",
            [Search({"faculty": each}, partial(by_hand.of_faculty_alone, each)) for each in faculties[:5]],
        ),
        (
            "faculty, counts kept",
            [Search({"faculty": each}, partial(by_hand.walk_faculty, each), is_kept=True) for each in faculties[:5]],
        ),
        ("browse, first page", [Search({}, by_hand.walk, is_kept=True)]),
        (
            "browse, last page",
            [Search({}, partial(by_hand.walk, last=True, rows=(total - 1) % 25 + 1), is_kept=True, is_last=True)],
        ),
        ("browse, counts not kept", [Search({}, by_hand.of_everybody)]),
        ("student id", [Search({"text": each}, partial(by_hand.of_student_id, each)) for each in ids]),
        (
            "phone",
            [
                Search({"text": f"0{each[3:5]}-{each[5:8]} {each[8:]}"}, partial(by_hand.of_phone, each))
                for each in phones
            ],
        ),
    ]


def words_of(column):
    """Folded names from all over the registry, without those that everybody has."""
    names = PersonName.objects.order_by("pk").values_list(column, flat=True)[11:60000:5309]
    return [fold(name).replace(" ", "") for name in names if name]


def biggest(column):
    rows = Degree.objects.filter(is_first=True).values(column).annotate(people=Count("pk")).order_by("-people")
    return [row[column] for row in rows]


def everybody(tier="office"):
    return SearchRow.objects.filter(tier=tier).count()
