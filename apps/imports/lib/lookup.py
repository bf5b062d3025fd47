"""Words of a file → what the university calls its own: faculties under any name they ever had, campuses, degrees,
programmes, provinces, countries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from apps.core.lib.text import fold

from .reference import DegreeEntry, FacultyEntry, Reference

_FACULTY_WORDS = re.compile(r"^(?:คณะ|faculty ?of ?|college ?of ?|school ?of ?)", re.IGNORECASE)
_CAMPUS_WORDS = re.compile(r"(?:วิทยาเขต|เขตการศึกษา|ศูนย์|campus|education area)", re.IGNORECASE)
_PROVINCE_WORDS = re.compile(r"^(?:จังหวัด|จ\.) *", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[].*?[)\]]")
_LIKE = 88  # of 100: one letter wrong in eight
_SHORTEST_BEGINNING = 4

# What people are of, where it is not the name of the country.
_PEOPLE = {
    "thai": "TH",
    "สัญชาติไทย": "TH",
    "chinese": "CN",
    "malaysian": "MY",
    "malay": "MY",
    "lao": "LA",
    "laotian": "LA",
    "indonesian": "ID",
    "burmese": "MM",
    "พม่า": "MM",
    "cambodian": "KH",
    "khmer": "KH",
    "เขมร": "KH",
    "vietnamese": "VN",
    "american": "US",
    "อเมริกัน": "US",
    "british": "GB",
    "อังกฤษ": "GB",
    "japanese": "JP",
    "indian": "IN",
    "korean": "KR",
    "german": "DE",
    "french": "FR",
    "australian": "AU",
    "bangladeshi": "BD",
    "pakistani": "PK",
    "nepalese": "NP",
    "bhutanese": "BT",
    "filipino": "PH",
    "singaporean": "SG",
    "usa": "US",
    "uk": "GB",
    "สหรัฐ": "US",
    "ลาว": "LA",
}


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """The text without what differs between two ways of writing it."""
    return fold(text).replace(" ", "")


class Lookup:
    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._own = sorted((key(name) for name in reference.names if key(name)), key=len, reverse=True)
        self.campuses = {
            key(name): entry.code for entry in reference.campuses for name in self._campus_names(entry.names)
        }
        self.campuses |= {key(entry.code): entry.code for entry in reference.campuses}
        self.faculties = {entry.code: entry for entry in reference.faculties}
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._bare: dict[str, list[str]] = defaultdict(list)
        for faculty in reference.faculties:
            self._add_faculty(faculty)
        self.degrees: dict[str, DegreeEntry] = {}
        for degree in reference.degrees:
            for name in (degree.abbr_th, *degree.names):
                self.degrees.setdefault(key(name), degree)
        self._degrees_longest = sorted(self.degrees, key=len, reverse=True)
        self.programmes = _places((p.name_th, (p.name_th, p.name_en)) for p in reference.programmes)
        self.provinces = _places((p.code, p.names) for p in reference.provinces)
        self.postcodes = {p.code: p.postcode_prefixes for p in reference.provinces}
        self.province_names = {p.code: p.names[0] for p in reference.provinces if p.names}
        self.countries = _places((c.code, (c.code, *c.names)) for c in reference.countries)
        known = {entry.code for entry in reference.countries}
        self.countries |= {key(word): code for word, code in _PEOPLE.items() if code in known}

    @staticmethod
    def _campus_names(names: Iterable[str]) -> set[str]:
        return {*names, *(_CAMPUS_WORDS.sub("", name).strip() for name in names)}

    def _add_faculty(self, faculty: FacultyEntry) -> None:
        for name in (faculty.code, *faculty.names):
            whole = key(name)
            if not whole:
                continue
            bare = self.without_campus(self.bare_faculty(name))
            for table, written in ((self._whole, whole), (self._bare, bare)):
                if written and faculty.code not in table[written]:
                    table[written].append(faculty.code)

    def bare_faculty(self, text: str) -> str:
        """The key of a faculty's name without คณะ and the university's own name."""
        written = key(_FACULTY_WORDS.sub("", text.strip()))
        for own in self._own:
            if written.endswith(own) and len(written) > len(own):
                written = written.removesuffix(own)
        return written

    def without_campus(self, written: str) -> str:
        for campus in self.campuses:
            if len(campus) > 3 and written.endswith(campus) and len(written) > len(campus) + 2:
                rest = written.removesuffix(campus)
                return rest.removesuffix("วิทยาเขต").removesuffix("เขตการศึกษา")
        return written

    def campus(self, text: str) -> str:
        found = self.campuses.get(key(text)) or self.campuses.get(key(_CAMPUS_WORDS.sub("", text)))
        return found or ""

    def campus_in(self, text: str) -> str:
        """The campus named somewhere in a text."""
        written = key(text)
        return next((code for name, code in self.campuses.items() if len(name) > 3 and name in written), "")

    def faculty(self, text: str, campus: str = "", year: int | None = None) -> tuple[list[str], str]:
        """The codes that the text may mean, and how it was understood: name, beginning, like; none where it was not.
        One code unless the text fits several faculties."""
        written = key(text)
        bare = self.bare_faculty(_BRACKETED.sub("", text) or text)
        whole, same = self._whole.get(written, []), self._bare.get(self.without_campus(bare), [])
        campus = campus or (self.campus_in(text) if whole != same else "")
        codes, how = list(dict.fromkeys([*whole, *same])), "name"
        if len(whole) == 1 and not (campus and self.faculties[whole[0]].campus != campus):
            return whole, how
        if not codes:
            codes, how = self._beginning(self.without_campus(bare)), "beginning"
        if not codes:
            codes, how = self._alike(self.without_campus(bare)), "like"
        return self._narrowed(codes, campus, year), how if codes else "none"

    def _beginning(self, bare: str) -> list[str]:
        start = bare.rstrip("ะ")
        if len(start) < _SHORTEST_BEGINNING:
            return []
        return list(
            dict.fromkeys(code for name, codes in self._bare.items() if name.startswith(start) for code in codes)
        )

    def _alike(self, bare: str) -> list[str]:
        if len(bare) < 6:
            return []
        found = process.extract(bare, self._bare.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=2)
        return list(dict.fromkeys(code for name, _, _ in found for code in self._bare[name]))

    def _narrowed(self, codes: list[str], campus: str, year: int | None) -> list[str]:
        if len(codes) > 1 and campus:
            codes = [code for code in codes if self.faculties[code].campus == campus] or codes
        if len(codes) > 1 and year:
            codes = [code for code in codes if self._was_open(code, year)] or codes
        return codes

    def _was_open(self, code: str, year: int) -> bool:
        faculty = self.faculties[code]
        return (faculty.founded_be or 0) <= year <= (faculty.closed_be or 9999)

    def is_faculty(self, text: str) -> bool:
        """Is this a faculty's name or abbreviation, and nothing else?"""
        return key(text) in self._whole or self.without_campus(self.bare_faculty(text)) in self._bare

    def degree(self, text: str) -> tuple[DegreeEntry | None, str]:
        """The degree with which the text begins, and the text after it."""
        written = key(text)
        if written in self.degrees:
            return self.degrees[written], ""
        head, bracket, inside = text.partition("(")
        if bracket and key(head) in self.degrees:
            return self.degrees[key(head)], inside.rstrip(" )")
        for known in self._degrees_longest:
            if len(known) > 1 and written.startswith(known):
                rest = _after(text, known)
                if rest is not None:
                    return self.degrees[known], rest
        return None, text

    def programme(self, text: str) -> str:
        return self.programmes.get(key(text), "")

    def province(self, text: str) -> str:
        return self.provinces.get(key(_PROVINCE_WORDS.sub("", text.strip())), "")

    def country(self, text: str) -> str:
        return self.countries.get(key(text)) or self.countries.get(key(text.removeprefix("ประเทศ")), "")


def _after(text: str, known: str) -> str | None:
    """What follows the known words in a text that begins with them; None where they end within a word."""
    for end in range(len(text), 0, -1):  # from behind: dots and marks after them belong to them
        if key(text[:end]) == known:
            rest = text[end:]
            is_apart = not rest or rest[0] in " (-:/" or text[end - 1] in ". )" or rest.startswith(("สาขา", "วิชา"))
            return rest.strip(" ()-:/") if is_apart or text[:end].endswith("บัณฑิต") else None
    return None


def _places(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Key → code; a key that stands for two is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for code, names in entries:
        for written in {key(name) for name in names if key(name)}:
            if found.setdefault(written, code) != code:
                twice.add(written)
    return {written: code for written, code in found.items() if written not in twice}
