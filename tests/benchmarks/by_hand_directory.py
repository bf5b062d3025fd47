"""The pages of the directory for alumni in SQL written for each of them alone, with the same rules of what is open:
search rows of that tier, conferred degrees and posts that are for alumni or for everyone."""

from django.db import connection

from apps.core.lib.text import fold

PAGE = 25
OPEN = "IN ('alumni', 'everyone')"
COLUMNS = "s.person_id, s.sort_key, s.province_id, s.country_id, s.sector, s.offers"
KINDS = ("mentor", "internship", "jobs", "talk", "research", "news")


def statements(person_sql, params, degree_sql="", degree_params=()):
    """One statement for the page and all counts."""
    is_postgresql = connection.vendor == "postgresql"
    c = 'COLLATE "C"' if is_postgresql else ""
    is_open = f"g.status = 'conferred' AND g.audience {OPEN} {degree_sql}"
    degrees = (
        f"""p CROSS JOIN LATERAL (SELECT person_id, faculty_id, campus_id, level, is_first, cohort_id
            FROM records_degree g WHERE g.person_id = p.person_id AND {is_open} OFFSET 0) g"""
        if is_postgresql
        else f"""(SELECT g.* FROM p CROSS JOIN records_degree g ON g.person_id = p.person_id LIMIT -1) g
            WHERE {is_open}"""
    )
    offers = " ".join(
        f"UNION ALL SELECT 'offers', '{kind}', sum(n), '', '' FROM who WHERE o LIKE '%% {kind} %%'" for kind in KINDS
    )
    return (
        f"""WITH p AS MATERIALIZED ({person_sql}),
        d AS MATERIALIZED (
          SELECT g.person_id, g.faculty_id f, g.campus_id c, g.level l, g.is_first i, g.cohort_id h FROM {degrees}),
        several AS MATERIALIZED (SELECT person_id FROM d WHERE NOT i),
        one AS MATERIALIZED (
          SELECT f, c, l, i, h, count(*) n FROM d
          WHERE NOT EXISTS (SELECT 1 FROM several v WHERE v.person_id = d.person_id) GROUP BY f, c, l, i, h),
        more AS MATERIALIZED (
          SELECT * FROM d WHERE EXISTS (SELECT 1 FROM several v WHERE v.person_id = d.person_id)),
        who AS MATERIALIZED (
          SELECT province_id v, country_id y, sector t, offers o, count(*) n FROM p GROUP BY 1, 2, 3, 4)
        SELECT 'page' k, y.sort_key v, y.person_id n, '' th, '' en FROM (
          SELECT sort_key, person_id FROM p ORDER BY sort_key {c}, person_id LIMIT {PAGE}) y
        UNION ALL SELECT 'total', '', sum(n), '', '' FROM who
        UNION ALL SELECT 'province', v, n, name_th, name_en FROM (SELECT v, sum(n) n FROM who GROUP BY v) q
          JOIN records_province ON code = v
        UNION ALL SELECT 'country', y, n, name_th, name_en FROM (SELECT y, sum(n) n FROM who GROUP BY y) q
          JOIN records_country ON code = y
        UNION ALL SELECT 'sector', t, sum(n), '', '' FROM who WHERE t IS NOT NULL GROUP BY t
        UNION ALL SELECT 'offers', 'any', sum(n), '', '' FROM who WHERE o IS NOT NULL
        {offers}
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
          JOIN records_cohort ON id = h""",
        [*params, *degree_params],
    )


def of_words(word, *, rest="", params=(), degree_sql="", degree_params=()):
    """People in whose row the word stands (at the beginning of a name, if it has one or two letters)."""
    word = fold(word)
    if connection.vendor == "sqlite":
        sql = f"""SELECT {COLUMNS} FROM records_searchrow_text_alumni x
            CROSS JOIN records_searchrow s ON s.id = x.rowid WHERE x.text MATCH %s {rest}"""
        found = f'"{word:>3}"' if len(word) < 3 else f'"{word}"'
    else:
        sql = f"SELECT {COLUMNS} FROM records_searchrow s WHERE s.tier = 'alumni' AND s.text LIKE %s {rest}"
        found = f"%{word:>3}%" if len(word) < 3 else f"%{word}%"
    return statements(sql, [found, *params], degree_sql, degree_params)


def of_faculty(faculty, word):
    with_degree = f"""AND EXISTS (SELECT 1 FROM records_degree e WHERE e.person_id = s.person_id
        AND e.faculty_id = %s AND e.status = 'conferred' AND e.audience {OPEN})"""
    return of_words(
        word, rest=with_degree, params=[faculty], degree_sql="AND g.faculty_id = %s", degree_params=[faculty]
    )


_OF_FACULTY = f"""s.person_id IN (SELECT person_id FROM records_degree
    WHERE faculty_id = %s AND status = 'conferred' AND audience {OPEN})"""


def of_faculty_alone(faculty):
    sql = f"SELECT {COLUMNS} FROM records_searchrow s WHERE s.tier = 'alumni' AND {_OF_FACULTY}"
    return statements(sql, [faculty], "AND g.faculty_id = %s", [faculty])


def of_three(faculty, cohort, province):
    sql = f"""SELECT {COLUMNS} FROM records_searchrow s
        WHERE s.tier = 'alumni' AND s.cohort_id = %s AND s.province_id = %s AND s.person_id IN (
          SELECT person_id FROM records_degree
          WHERE cohort_id = %s AND faculty_id = %s AND is_first AND audience {OPEN})"""
    here = "AND g.faculty_id = %s AND g.cohort_id = %s AND g.is_first"
    return statements(sql, [cohort, province, cohort, faculty], here, [faculty, cohort])


def of_offers(word):
    return of_words(word, rest="AND s.offers IS NOT NULL")


def of_everybody():
    return statements(f"SELECT {COLUMNS} FROM records_searchrow s WHERE s.tier = 'alumni'", [])


def walk(*, last=False, rows=PAGE):
    """The first or the last page of everybody, by the index alone."""
    c = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
    way = "DESC" if last else ""
    return (
        f"""SELECT 'page', sort_key, person_id, '', '' FROM records_searchrow WHERE tier = 'alumni'
        ORDER BY sort_key {c} {way}, person_id {way} LIMIT {rows}""",
        [],
    )


def walk_faculty(faculty):
    c = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
    return (
        f"""SELECT 'page', sort_key, person_id, '', '' FROM records_searchrow s WHERE tier = 'alumni'
        AND {_OF_FACULTY} ORDER BY sort_key {c}, person_id LIMIT {PAGE}""",
        [faculty],
    )


def lines(people):
    """What the list shows of the people on the page."""
    if not people:
        return None
    here = ", ".join(["%s"] * len(people))
    return (
        f"""SELECT 1, s.person_id, CAST(p.public_id AS text), v.name_th, v.name_en, y.name_th, y.name_en, s.offers,
          CASE WHEN o.photo_audience {OPEN} THEN o.photo END,
          (SELECT 'yes' FROM records_employment h
            WHERE h.person_id = s.person_id AND h.is_current AND h.audience NOT {OPEN} LIMIT 1), '', ''
        FROM records_searchrow s JOIN records_person p ON p.id = s.person_id
        LEFT JOIN records_province v ON v.code = s.province_id
        LEFT JOIN records_country y ON y.code = s.country_id AND y.code <> 'TH'
        LEFT JOIN records_profile o ON o.person_id = s.person_id
        WHERE s.tier = 'alumni' AND s.person_id IN ({here})
        UNION ALL SELECT 2, n.person_id, CAST(n.is_current AS text), n.title_th, n.first_th, n.middle_th, n.last_th,
          n.title_en, n.first_en, n.middle_en, n.last_en, n.nickname
        FROM records_personname n WHERE n.person_id IN ({here}) AND n.audience {OPEN}
        UNION ALL SELECT 3, d.person_id, CAST(d.is_first AS text), d.level, CAST(d.graduation_year_be AS text),
          CAST(k.number AS text), t.abbr_th, t.abbr_en, '', '', f.name_th, f.name_en
        FROM records_degree d LEFT JOIN records_faculty f ON f.id = d.faculty_id
        LEFT JOIN records_cohort k ON k.id = d.cohort_id LEFT JOIN records_degreetitle t ON t.id = d.title_id
        WHERE d.person_id IN ({here}) AND d.status = 'conferred' AND d.audience {OPEN}
        UNION ALL SELECT 4, e.person_id, CAST(e.id AS text), e.employer, e.position, e.sector, '', '', '', '', '', ''
        FROM records_employment e WHERE e.person_id IN ({here}) AND e.is_current AND e.audience {OPEN}""",
        [*people, *people, *people, *people],
    )
