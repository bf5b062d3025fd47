"""What only a whole row can tell: the faculty by its campus and year, a name against its title, years against each
other."""

from functools import lru_cache

from apps.core.lib.names import split_full_name
from apps.core.lib.titles import TITLES

from .cells import studies
from .cells.person_names import script
from .grades import problem
from .lookup import Lookup
from .mapping import Mapping
from .name_order import NameOrder
from .rows import Row

_BY_TITLE = {title.th: title.gender for title in TITLES if title.gender} | {
    **dict.fromkeys(("Mr.", "Mr", "MR.", "MR"), "m"),
    **dict.fromkeys(("Mrs.", "Mrs", "MRS.", "Ms.", "Ms", "MS.", "Miss", "MISS"), "f"),
}
_WHO = frozenset(("first_th", "first_en", "last_th", "last_en", "student_id", "national_id", "passport_no"))
_ID_LOST = {"student_id", "national_id"}
YOUNGEST, OLDEST = 16, 80  # age in the year of graduation


def _part_first_name(row: Row, letters: str) -> None:
    """A first name of several words: it has the surname in it where the row has none, or has it twice."""
    values = row.values
    field, last_field = f"first_{letters}", f"last_{letters}"
    first, last = values[field], values.get(last_field, "")
    if last and first.endswith(f" {last}"):
        values[field] = first.removesuffix(f" {last}")
    elif not last:
        name = split_full_name(first)
        parts = {field: name.first, f"middle_{letters}": name.middle, last_field: name.last}
        values.update({part: value for part, value in parts.items() if value})
    elif letters == "th" and split_full_name(f"{first} {last}").first != first:
        row.problems.append(problem(field, "name_parts_unsure", f"{first} {last}"))


class Checks:
    def __init__(self, lookup: Lookup, mapping: Mapping, names: NameOrder) -> None:
        self._lookup = lookup
        self._constants = dict(mapping.constants)
        self.names = names
        self._faculty = lru_cache(maxsize=20_000)(lookup.faculty)
        self._campus = lru_cache(maxsize=2_000)(lookup.campus)
        self._programme = lru_cache(maxsize=5_000)(self._find_programme)
        self._degree = {degree.abbr_th: degree for degree in lookup.reference.degrees}

    def together(self, row: Row, context: dict[str, str]) -> None:
        values = row.values
        if _WHO.isdisjoint(values) and not any(found.field in _ID_LOST for found in row.problems):
            row.problems.append(problem("", "nobody"))
            return
        if context or self._constants:
            self._inherit(row, context)
        self._check_names(row)
        self._check_place(row)
        self._check_degree(row)
        self._check_years(row)
        self._check_address(row)

    def _inherit(self, row: Row, context: dict[str, str]) -> None:
        taken = []
        for field, text in (self._constants | context).items():
            if field not in row.values and not any(found.field == field for found in row.problems):
                row.values[field] = text
                taken.append(field)
        if "programme" in taken:
            self._read_heading_programme(row)
        row.inherited = tuple(taken)

    def _read_heading_programme(self, row: Row) -> None:
        degree, programme = self._programme(row.values["programme"])
        if degree and "degree" not in row.values:
            row.values["degree"] = degree
        row.values["programme"] = programme
        if not programme:
            del row.values["programme"]

    def _find_programme(self, text: str) -> tuple[str, str]:
        pairs = dict(studies.programme(self._lookup)(text)[0])
        return pairs.get("degree", ""), pairs.get("programme", "")

    def _check_names(self, row: Row) -> None:
        values = row.values
        for letters in ("th", "en"):
            if " " in values.get(f"first_{letters}", ""):
                _part_first_name(row, letters)
        first, last = values.get("first_th", ""), values.get("last_th", "")
        if self.names.whole_file or (first and last and self.names.is_swapped(first, last)):
            row.problems[:] = [found for found in row.problems if found.code != "name_swapped"]
            row.problems.append(problem("first_th", "name_swapped", f"{first} {last}", f"{last} {first}"))
        titled = _BY_TITLE.get(values.get("title_th", "")) or _BY_TITLE.get(values.get("title_en", ""))
        if titled and values.setdefault("gender", titled) != titled:
            title = values.get("title_th") or values.get("title_en", "")
            row.problems.append(problem("gender", "gender_differs", values["gender"], title))
        for field in ("last_th", "last_en"):
            other = f"last_{'en' if field == 'last_th' else 'th'}"
            if field in values and other not in values and script(values[field]) != field[-2:]:
                values[other] = values.pop(field)

    def _check_place(self, row: Row) -> None:
        values = row.values
        campus = ""
        if "campus" in values:
            campus = self._campus(values["campus"])
            if campus:
                values["campus"] = campus
            else:
                row.problems.append(problem("campus", "unknown_campus", values.pop("campus")))
        if "faculty" not in values:
            return
        year = values.get("graduation_year_be") or values.get("entry_year_be") or ""
        text = values["faculty"]
        codes, how = self._faculty(text, campus, int(year) if year else None)
        if len(codes) != 1 or how in {"none", "like"}:
            del values["faculty"]
            code = "several_faculties" if len(codes) > 1 else "faculty_like" if codes else "unknown_faculty"
            row.problems.append(problem("faculty", code, text, "|".join(codes)))
            return
        values["faculty"] = codes[0]
        if how == "beginning":
            row.problems.append(problem("faculty", "faculty_by_beginning", text, codes[0]))
        own = self._lookup.faculties[codes[0]].campus
        if values.setdefault("campus", own) != own and own:
            row.problems.append(problem("campus", "campus_differs", values["campus"], own))

    def _check_degree(self, row: Row) -> None:
        values = row.values
        degree = self._degree.get(values.get("degree", ""))
        if degree and values.setdefault("level", degree.level) != degree.level:
            row.problems.append(problem("level", "level_differs", values["level"], degree.level))

    def _check_years(self, row: Row) -> None:
        values = row.values
        entry, graduation = values.get("entry_year_be"), values.get("graduation_year_be")
        born, conferred = values.get("birth_date"), values.get("conferred_on")
        if entry and graduation and int(entry) > int(graduation):
            row.problems.append(problem("entry_year_be", "years_contradict", entry, graduation))
        if conferred and graduation and not -1 <= int(conferred[:4]) + 543 - int(graduation) <= 3:
            row.problems.append(problem("conferred_on", "years_contradict", str(int(conferred[:4]) + 543), graduation))
        last = graduation or (str(int(conferred[:4]) + 543) if conferred else "") or entry
        if born and last:
            age = int(last) - 543 - int(born[:4])
            if not (YOUNGEST if last != entry else 14) <= age <= OLDEST:
                row.problems.append(problem("birth_date", "birth_unlikely", born, str(age)))

    @staticmethod
    def _move_abroad(row: Row) -> None:
        """A region of another country is part of the address there."""
        for found in row.problems:
            if found.code == "unknown_province":
                row.values["foreign_lines"] = f"{row.values.get('foreign_lines', '')} {found.value}".strip()
        row.problems[:] = [found for found in row.problems if found.code != "unknown_province"]

    def _check_address(self, row: Row) -> None:
        values = row.values
        if values.get("country", "TH") != "TH":
            self._move_abroad(row)
        province, postcode = values.get("province"), values.get("postcode")
        if province and values.get("district") == "เมือง" and province != "10":
            values["district"] += self._lookup.province_names.get(province, "")
        prefixes = self._lookup.postcodes.get(province or "", ())
        if postcode and prefixes and not postcode.startswith(prefixes):
            row.problems.append(problem("postcode", "postcode_elsewhere", postcode, province or ""))
