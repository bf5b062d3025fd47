"""The first institution as a Reference, straight from the fixtures: no database."""

import json
from functools import cache
from pathlib import Path

from apps.imports.lib.reference import (
    CampusEntry,
    DegreeEntry,
    FacultyEntry,
    IdPattern,
    PlaceEntry,
    ProgrammeEntry,
    Reference,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def _load(name):
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def _names(dated):
    return tuple(
        dict.fromkeys(each[key] for each in dated for key in ("name_th", "name_en", "abbr_th") if each.get(key))
    )


@cache
def psu():
    plain = _load("institutions/psu.json")
    facts = plain["institution"]
    return Reference(
        this_year_be=2569,
        founded_be=facts["founded_be"],
        cohort_base_be=facts["cohort_base_be"],
        names=(facts["name_th"], facts["name_en"], facts["abbr_th"], facts["abbr_en"], *_names(facts["former_names"])),
        student_ids=tuple(
            IdPattern(each["pattern"], each.get("entry_from_be"), each.get("entry_to_be"))
            for each in facts["student_id_patterns"]
        ),
        faculties=tuple(
            FacultyEntry(
                each["code"],
                each["campus"],
                _names(each["names"]),
                each["founded_be"],
                each.get("closed_be"),
                each["first_intake_be"],
                each["student_id_digits"],
            )
            for each in plain["faculties"]
        ),
        campuses=tuple(
            CampusEntry(each["code"], _names(each["names"]), each["student_id_digit"]) for each in plain["campuses"]
        ),
        degrees=tuple(
            DegreeEntry(each["abbr_th"], each["level"], tuple(each[key] for key in ("abbr_en", "name_th", "name_en")))
            for each in _load("degree_titles.json")
        ),
        programmes=tuple(
            ProgrammeEntry(each["code"], programme["title"], programme["name_th"], programme["name_en"])
            for each in plain["faculties"]
            for programme in each["programmes"]
        ),
        provinces=tuple(
            PlaceEntry(
                each["code"],
                (each["name_th"], each["name_en"], each["abbr_th"], each["abbr_en"], *each["aliases"]),
                tuple(each["postcode_prefixes"]),
            )
            for each in _load("provinces.json")
        ),
        countries=tuple(
            PlaceEntry(each["code"], (each["name_th"], each["name_en"])) for each in _load("countries.json")
        ),
    )
