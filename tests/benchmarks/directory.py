"""The searches of a signed-in alumnus in the directory, each with the statement that somebody would write for it."""

from functools import partial

from apps.records.models import SearchRow
from apps.records.querysets.directory import directory_page

from . import by_hand_directory as by_hand
from .measuring import Board, Search
from .office import biggest, everybody, words_of


def shown(line):
    """What of a line is compared."""
    yield from ((line.id, name.first_th, name.last_th) for name in line.names)
    yield from ((line.id, degree.level, degree.faculty_th) for degree in line.degrees)


BOARD = Board(
    page=partial(directory_page, tier=SearchRow.Tier.ALUMNI),
    lines_by_hand=by_hand.lines,
    shown=shown,
    facets=("faculty", "campus", "level", "cohort", "province", "country", "sector", "offers"),
)


def classes():
    """The searches of each class, on the names of the people who are there."""
    thai, latin, work = words_of("last_th"), words_of("first_en"), ["โรงพยาบาล", "โรงเรียน", "พยาบาล", "วิศวกร"]
    faculties, cohort = biggest("faculty_id"), biggest("cohort_id")[0]
    total = everybody("alumni")

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
        words("work", 9, work),
        (
            "Thai 3 + faculty",
            [Search({"text": t, "faculty": faculty}, partial(by_hand.of_faculty, faculty, t)) for t in three],
        ),
        (
            "Thai 3 + ready to help",
            [Search({"text": t, "offers": "any"}, partial(by_hand.of_offers, t)) for t in three],
        ),
        (
            "faculty + cohort + province",
            [
                Search(
                    {"faculty": each, "cohort": cohort, "province": "90"},
                    partial(by_hand.of_three, each, cohort, "90"),
                )
                for each in faculties[:5]
            ],
        ),
        ("faculty", [Search({"faculty": each}, partial(by_hand.of_faculty_alone, each)) for each in faculties[:5]]),
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
    ]
