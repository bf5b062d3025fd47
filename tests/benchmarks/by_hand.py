"""The same pages in SQL written for each of them alone: what somebody who knows the tables, the indexes and both
databases would write, without any generality. Nothing here comes from apps.records.querysets."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from apps.core.lib.text import fold

PAGE = 25


@dataclass
class Result:
    """What a page shows, in a form that can be compared."""

    people: list = field(default_factory=list)
    total: int = 0
    counts: dict = field(default_factory=lambda: defaultdict(dict))
    lines: set = field(default_factory=set)


def statements(person_sql, params, degree_sql="", degree_params=()):
    """One statement for the page and all counts: people as `person_sql` finds them, each read once; degrees counted
    once for whoever has one, and set against each other only for whoever has more."""
    is_postgresql = connection.vendor == "postgresql"
    c = 'COLLATE "C"' if is_postgresql else ""
    degrees = (
        f"""CROSS JOIN LATERAL (SELECT person_id, faculty_id, campus_id, level, status, is_first, cohort_id
            FROM records_degree g WHERE g.person_id = p.person_id {degree_sql} OFFSET 0) g"""
        if is_postgresql
        else f"CROSS JOIN records_degree g ON g.person_id = p.person_id {degree_sql}"
    )
    return (
        f"""WITH p AS MATERIALIZED ({person_sql}),
        d AS MATERIALIZED (
          SELECT g.person_id, g.faculty_id f, g.campus_id c, g.level l, g.status s, g.is_first i, g.cohort_id h,
            p.is_graduate g
          FROM p {degrees}),
        several AS MATERIALIZED (SELECT person_id FROM d WHERE NOT i),
        one AS MATERIALIZED (
          SELECT f, c, l, s, g, i, h, count(*) n FROM d
          WHERE NOT EXISTS (SELECT 1 FROM several v WHERE v.person_id = d.person_id) GROUP BY f, c, l, s, g, i, h),
        more AS MATERIALIZED (
          SELECT * FROM d WHERE EXISTS (SELECT 1 FROM several v WHERE v.person_id = d.person_id)),
        who AS MATERIALIZED (
          SELECT province_id v, is_reachable r, is_deceased x, count(*) n FROM p GROUP BY 1, 2, 3)
        SELECT 'page' k, y.sort_key v, y.person_id n, '' th, '' en FROM (
          SELECT sort_key, person_id FROM p ORDER BY sort_key {c}, person_id LIMIT {PAGE}) y
        UNION ALL SELECT 'total', '', sum(n), '', '' FROM who
        UNION ALL SELECT 'province', v, n, name_th, name_en FROM (SELECT v, sum(n) n FROM who GROUP BY v) q
          JOIN records_province ON code = v
        UNION ALL SELECT 'reach', CASE WHEN r THEN 'reachable' ELSE 'lost' END, sum(n), '', '' FROM who
          WHERE r OR NOT x GROUP BY r
        UNION ALL SELECT 'status', 'deceased', sum(n), '', '' FROM who WHERE x
        UNION ALL SELECT 'faculty', CAST(f AS text), n, name_th, name_en FROM (
          SELECT f, sum(n) n FROM one GROUP BY f UNION ALL SELECT f, count(DISTINCT person_id) FROM more GROUP BY f) q
          JOIN records_faculty ON id = f
        UNION ALL SELECT 'campus', CAST(c AS text), n, name_th, name_en FROM (
          SELECT c, sum(n) n FROM one GROUP BY c UNION ALL SELECT c, count(DISTINCT person_id) FROM more GROUP BY c) q
          JOIN records_campus ON id = c
        UNION ALL SELECT 'level', l, sum(n), '', '' FROM one GROUP BY l
        UNION ALL SELECT 'level', l, count(DISTINCT person_id), '', '' FROM more GROUP BY l
        UNION ALL SELECT 'cohort', CAST(h AS text), n, CAST(number AS text), CAST(graduation_year_be AS text) FROM (
          SELECT h, sum(n) n FROM one WHERE i GROUP BY h UNION ALL SELECT h, count(*) FROM more WHERE i GROUP BY h) q
          JOIN records_cohort ON id = h
        UNION ALL SELECT 'status', CASE s WHEN 'studying' THEN 'student' ELSE 'graduate' END, sum(n), '', '' FROM one
          WHERE s = 'studying' OR (s = 'conferred' AND g) GROUP BY s
        UNION ALL SELECT 'status', CASE s WHEN 'studying' THEN 'student' ELSE 'graduate' END,
          count(DISTINCT person_id), '', '' FROM more WHERE s = 'studying' OR (s = 'conferred' AND g) GROUP BY s""",
        [*params, *degree_params],
    )


COLUMNS = "s.person_id, s.sort_key, s.province_id, s.is_reachable, s.is_deceased, s.is_graduate"


def of_words(word, *, rest="", params=(), degree_sql="", degree_params=()):
    """People in whose row the word stands (at the beginning of a word, if it has one or two letters)."""
    word = fold(word)
    if connection.vendor == "sqlite":
        sql = f"""SELECT {COLUMNS} FROM records_searchrow_text_office x
            CROSS JOIN records_searchrow s ON s.id = x.rowid WHERE x.text MATCH %s {rest}"""
        found = f'"{word:>3}"' if len(word) < 3 else f'"{word}"'
    else:
        sql = f"SELECT {COLUMNS} FROM records_searchrow s WHERE s.tier = 'office' AND s.text LIKE %s {rest}"
        found = f"% {word}%" if len(word) < 3 else f"%{word}%"
    return statements(sql, [found, *params], degree_sql, degree_params)


def of_faculty(faculty, word):
    with_degree = "AND s.person_id IN (SELECT person_id FROM records_degree WHERE faculty_id = %s)"
    return of_words(
        word, rest=with_degree, params=[faculty], degree_sql="AND g.faculty_id = %s", degree_params=[faculty]
    )


def of_faculty_alone(faculty):
    sql = f"""SELECT {COLUMNS} FROM records_searchrow s
        WHERE s.tier = 'office' AND s.person_id IN (SELECT person_id FROM records_degree WHERE faculty_id = %s)"""
    return statements(sql, [faculty], "AND g.faculty_id = %s", [faculty])


def of_three(faculty, cohort, province):
    sql = f"""SELECT {COLUMNS} FROM records_searchrow s
        WHERE s.tier = 'office' AND s.cohort_id = %s AND s.province_id = %s AND s.person_id IN (
          SELECT person_id FROM records_degree WHERE cohort_id = %s AND faculty_id = %s AND is_first)"""
    here = "AND g.faculty_id = %s AND g.cohort_id = %s AND g.is_first"
    return statements(sql, [cohort, province, cohort, faculty], here, [faculty, cohort])


def of_student_id(student_id):
    sql = f"""SELECT {COLUMNS} FROM records_searchrow s
        WHERE s.tier = 'office' AND s.person_id IN (
          SELECT person_id FROM records_degree WHERE institution_id = (SELECT min(id) FROM records_institution)
          AND student_id = %s AND NOT student_id = '')"""
    return statements(sql, [student_id])


def of_phone(e164):
    sql = f"""SELECT {COLUMNS} FROM records_searchrow s
        WHERE s.tier = 'office' AND s.person_id IN (
          SELECT person_id FROM records_contact
          WHERE kind IN ('mobile', 'phone') AND value = %s AND status <> 'wrong')"""
    return statements(sql, [e164])


def of_everybody():
    return statements(f"SELECT {COLUMNS} FROM records_searchrow s WHERE s.tier = 'office'", [])


def walk(*, last=False, rows=PAGE):
    """The first or the last page of everybody, by the index alone."""
    c = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
    way = "DESC" if last else ""
    return (
        f"""SELECT 'page', sort_key, person_id, '', '' FROM records_searchrow WHERE tier = 'office'
        ORDER BY sort_key {c} {way}, person_id {way} LIMIT {rows}""",
        [],
    )


def walk_faculty(faculty):
    c = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
    return (
        f"""SELECT 'page', sort_key, person_id, '', '' FROM records_searchrow s WHERE tier = 'office'
        AND person_id IN (SELECT person_id FROM records_degree WHERE faculty_id = %s)
        ORDER BY sort_key {c}, person_id LIMIT {PAGE}""",
        [faculty],
    )


def lines(people):
    """What the list shows of the people on the page."""
    if not people:
        return None
    here = ", ".join(["%s"] * len(people))
    return (
        f"""SELECT 1, s.person_id, CAST(p.public_id AS text), p.gender, CAST(p.account_id AS text),
          CAST(s.is_reachable AS text), CAST(s.is_deceased AS text), v.name_th, v.name_en, '', '', ''
        FROM records_searchrow s JOIN records_person p ON p.id = s.person_id
        LEFT JOIN records_province v ON v.code = s.province_id
        WHERE s.tier = 'office' AND s.person_id IN ({here})
        UNION ALL SELECT 2, n.person_id, CAST(n.is_current AS text), n.title_th, n.first_th, n.middle_th, n.last_th,
          n.title_en, n.first_en, n.middle_en, n.last_en, n.nickname
        FROM records_personname n WHERE n.person_id IN ({here})
        UNION ALL SELECT 3, d.person_id, CAST(d.is_first AS text), d.student_id, d.status, d.level,
          CAST(d.graduation_year_be AS text), CAST(k.number AS text), t.abbr_th, t.abbr_en, f.name_th, f.name_en
        FROM records_degree d LEFT JOIN records_faculty f ON f.id = d.faculty_id
        LEFT JOIN records_cohort k ON k.id = d.cohort_id LEFT JOIN records_degreetitle t ON t.id = d.title_id
        WHERE d.person_id IN ({here})""",
        [*people, *people, *people],
    )


def read(rows, lines_rows):
    """The rows of both statements as a result."""
    result = Result()
    for kind, key, number, *_ in rows:
        if kind == "total":
            result.total = int(number or 0)
        elif kind != "page" and number and key is not None:
            result.counts[kind][key] = result.counts[kind].get(key, 0) + int(number)
    result.people = [number for _, number in sorted((key, number) for kind, key, number, *_ in rows if kind == "page")]
    result.lines = {(row[1], row[4], row[6]) for row in lines_rows if row[0] == 2}
    result.lines |= {(row[1], row[3], row[10]) for row in lines_rows if row[0] == 3}
    return result
