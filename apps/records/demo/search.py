"""Search rows, as `actions.search.refresh` would write them one day later."""

from collections.abc import Mapping

from apps.records.actions.search.known import Known, Named
from apps.records.actions.search.rows import Row, rows_of
from apps.records.models import SearchRow
from apps.records.policy import Standing

from .alumnus import Alumnus
from .writer import Table


class Search:
    """Writes the rows of each graduate, from what the other tables were given."""

    def __init__(self, classes: Mapping[int, int]) -> None:
        self._classes = classes
        self.table = Table(SearchRow, *Row._fields)

    def add(self, alumnus: Alumnus) -> None:
        known = Known(
            person_id=alumnus.id,
            has_current_name=True,
            names=[Named(alumnus.name_audience, name) for name in alumnus.names],
            student_ids=alumnus.student_ids,
            cohort_id=self._classes[alumnus.year],
            degree_audience=alumnus.degree_audience,
            phones=alumnus.phones,
            emails=alumnus.emails,
            handles=alumnus.handles,
            has_live_contact=alumnus.has_live_contact,
            places=alumnus.places,
            posts=alumnus.posts,
            offers=alumnus.offers,
            standing=Standing(is_graduate=True, is_deceased=alumnus.is_deceased),
            wants_silence=alumnus.wants_silence,
        )
        for row in rows_of(known):
            self.table.add(*row)
