"""How the people found spread over faculties, cohorts and provinces, as SQL behind the common table `matched`."""

from django.db import connection

from apps.records.models import HelpOffer, SearchRow
from apps.records.querysets.conditions import Conditions

# The degrees of the people found. One look into an index for each person beats hashing all degrees, which is what the
# planner would do from a tenth of them on; OFFSET 0 keeps it from seeing that.
_DEGREE = "SELECT d.person_id, d.faculty_id, d.campus_id, d.level, d.status, d.is_first, d.cohort_id"
_STUDIED = {
    "postgresql": (
        ", studied AS MATERIALIZED (SELECT d.*, m.is_graduate FROM matched m CROSS JOIN LATERAL (",
        _DEGREE,
        "FROM records_degree d WHERE d.person_id = m.person_id",
        "OFFSET 0) d)",
    ),
    "sqlite": (
        ", studied AS MATERIALIZED (",
        _DEGREE + ", m.is_graduate",
        "FROM matched m CROSS JOIN records_degree d ON d.person_id = m.person_id",
        ")",
    ),
}
# Where degrees have conditions, SQLite would first read all of them (for a Bloom filter) to save a look at those of 15
# people; LIMIT -1 keeps it from seeing that. The office's few conditions are not worth it.
_STUDIED_OPENLY = _STUDIED | {
    "sqlite": (
        ", studied AS MATERIALIZED (SELECT * FROM (",
        _DEGREE + ", d.graduation_year_be, d.audience, m.is_graduate",
        "FROM matched m CROSS JOIN records_degree d ON d.person_id = m.person_id LIMIT -1) d WHERE 1 = 1",
        ")",
    ),
}
# Most people have one degree: they are counted in one pass over groups, and only the others one by one.
_GROUPS = """
, several AS MATERIALIZED (SELECT person_id FROM studied WHERE NOT is_first)
, once AS MATERIALIZED (
  SELECT faculty_id, campus_id, level, status, is_first, cohort_id, is_graduate, count(*) AS people FROM studied t
  WHERE NOT EXISTS (SELECT 1 FROM several v WHERE v.person_id = t.person_id)
  GROUP BY faculty_id, campus_id, level, status, is_first, cohort_id, is_graduate)
, more AS MATERIALIZED (
  SELECT * FROM studied t WHERE EXISTS (SELECT 1 FROM several v WHERE v.person_id = t.person_id))
, faculties AS (SELECT faculty_id AS id, sum(people) AS people FROM once GROUP BY faculty_id
  UNION ALL SELECT faculty_id, count(DISTINCT person_id) FROM more GROUP BY faculty_id)
, campuses AS (SELECT campus_id AS id, sum(people) AS people FROM once GROUP BY campus_id
  UNION ALL SELECT campus_id, count(DISTINCT person_id) FROM more GROUP BY campus_id)
, cohorts AS (SELECT cohort_id AS id, sum(people) AS people FROM once WHERE is_first GROUP BY cohort_id
  UNION ALL SELECT cohort_id, count(*) FROM more WHERE is_first GROUP BY cohort_id)"""
# Where the people stand, with what only the office or only the directory tells.
_STANDING = """
, standing AS (SELECT province_id, {columns}, count(*) AS people FROM matched GROUP BY province_id, {columns})"""
_COUNTED = """
, counted AS (
  SELECT 'total' AS facet, '' AS key, coalesce(sum(people), 0) AS people, '' AS name_th, '' AS name_en FROM standing
  UNION ALL SELECT 'faculty', CAST(f.id AS text), x.people, f.name_th, f.name_en
    FROM faculties x JOIN records_faculty f ON f.id = x.id
  UNION ALL SELECT 'campus', CAST(c.id AS text), x.people, c.name_th, c.name_en
    FROM campuses x JOIN records_campus c ON c.id = x.id
  UNION ALL SELECT 'level', level, sum(people), '', '' FROM once GROUP BY level
  UNION ALL SELECT 'level', level, count(DISTINCT person_id), '', '' FROM more GROUP BY level
  UNION ALL SELECT 'cohort', CAST(c.id AS text), x.people, CAST(c.number AS text), CAST(c.graduation_year_be AS text)
    FROM cohorts x JOIN records_cohort c ON c.id = x.id
  UNION ALL SELECT 'province', r.code, x.people, r.name_th, r.name_en
    FROM standing x JOIN records_province r ON r.code = x.province_id"""
_OF_OFFICE = """
  UNION ALL SELECT 'reach', CASE WHEN is_reachable THEN 'reachable' ELSE 'lost' END, people, '', '' FROM standing
    WHERE is_reachable OR NOT is_deceased
  UNION ALL SELECT 'status', 'deceased', people, '', '' FROM standing WHERE is_deceased
  UNION ALL SELECT 'status', CASE status WHEN 'studying' THEN 'student' ELSE 'graduate' END, sum(people), '', ''
    FROM once WHERE status = 'studying' OR (status = 'conferred' AND is_graduate) GROUP BY status
  UNION ALL SELECT 'status', CASE status WHEN 'studying' THEN 'student' ELSE 'graduate' END,
    count(DISTINCT person_id), '', ''
    FROM more WHERE status = 'studying' OR (status = 'conferred' AND is_graduate) GROUP BY status"""
_OF_DIRECTORY = """
  UNION ALL SELECT 'country', y.code, x.people, y.name_th, y.name_en
    FROM standing x JOIN records_country y ON y.code = x.country_id
  UNION ALL SELECT 'sector', sector, people, '', '' FROM standing WHERE sector IS NOT NULL
  UNION ALL SELECT 'offers', 'any', people, '', '' FROM standing WHERE offers IS NOT NULL"""
_OF_OFFER = """
  UNION ALL SELECT 'offers', '{kind}', people, '', '' FROM standing WHERE offers LIKE '%% {kind} %%'"""
_OF_OFFERS = "".join(_OF_OFFER.replace("{kind}", kind) for kind in HelpOffer.Kind.values)
_TOLD = dict.fromkeys(SearchRow.Tier, ("country_id, sector, offers", _OF_DIRECTORY + _OF_OFFERS)) | {
    SearchRow.Tier.OFFICE: ("is_reachable, is_deceased", _OF_OFFICE)
}
COUNTS = """SELECT facet, key, CAST(sum(people) AS bigint), name_th, name_en FROM counted
  GROUP BY facet, key, name_th, name_en"""


def groups(degree: Conditions, tier: SearchRow.Tier) -> str:
    """The common tables from which COUNTS reads; `degree` are the conditions of the degrees that count."""
    studied = _STUDIED if tier == SearchRow.Tier.OFFICE else _STUDIED_OPENLY
    before, columns, source, after = studied[connection.vendor]
    standing, told = _TOLD[tier]
    people = [_GROUPS, _STANDING.replace("{columns}", standing), _COUNTED, told + ")"]
    return " ".join([before, columns, source, *(f"AND {each}" for each in degree.sql), after, *people])
