"""The office's search rows, as `actions.search.refresh` would write them one day later."""

from collections.abc import Mapping

from apps.records.lib.search_text import row_sort_key, row_text
from apps.records.models import SearchRow

from .alumnus import Alumnus
from .writer import Table


class Search:
    """Writes one row a graduate, from what the other tables were given."""

    def __init__(self, classes: Mapping[int, int]) -> None:
        self._classes = classes
        self.table = Table(
            SearchRow,
            *("person", "text", "sort_key", "cohort", "province", "is_reachable", "is_deceased"),
            tier=SearchRow.Tier.OFFICE,
            is_graduate=True,
        )

    def add(self, alumnus: Alumnus) -> None:
        text = row_text(
            names=alumnus.names,
            student_ids=alumnus.student_ids,
            phones=alumnus.phones,
            emails=alumnus.emails,
            handles=alumnus.handles,
        )
        reachable = alumnus.is_reachable and not alumnus.is_deceased and not alumnus.wants_silence
        self.table.add(
            *(alumnus.id, text, row_sort_key(alumnus.names[0]), self._classes[alumnus.year], alumnus.province),
            *(reachable, alumnus.is_deceased),
        )
