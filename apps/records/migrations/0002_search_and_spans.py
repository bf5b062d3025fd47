from django.db import migrations

from apps.core.operations import Extension, Index, NoOverlap, TrigramIndex


class Migration(migrations.Migration):
    """Searching by any part of a name, lists in Thai order, and names of campuses and faculties that never overlap;
    each in PostgreSQL's and in SQLite's words (docs/adr/0003-search.md)."""

    dependencies = [("records", "0001_initial")]

    operations = [
        Extension("pg_trgm"),
        Extension("btree_gist"),
        TrigramIndex("searchrow", "records_searchrow_text_office", "text", where=("tier", "office")),
        TrigramIndex("searchrow", "records_searchrow_text_alumni", "text", where=("tier", "alumni")),
        TrigramIndex("searchrow", "records_searchrow_text_everyone", "text", where=("tier", "everyone")),
        Index("searchrow", "search_in_thai_order", ["tier", "sort_key", "person"], by_code_point=["sort_key"]),
        Index("searchrow", "search_by_cohort_and_province", ["tier", "cohort", "province", "person"]),
        Index("searchrow", "search_deceased", ["tier"], where="is_deceased"),
        Index("searchrow", "search_lost", ["tier"], where="NOT is_reachable"),
        Index(
            "degree",
            "degree_of_person",
            ["person"],
            include=["faculty", "campus", "level", "status", "is_first", "cohort", "graduation_year_be"],
        ),
        Index("degree", "degree_by_student_id", ["student_id"]),
        Index(
            "degree",
            "degree_by_faculty_and_cohort",
            ["faculty", "cohort", "person"],
            include=["is_first", "level", "status"],
        ),
        Index("degree", "degree_by_level", ["level", "person"]),
        Index("degree", "degree_by_year", ["graduation_year_be", "person"]),
        Index("degree", "degree_not_conferred", ["status", "person"], where="status <> 'conferred'"),
        NoOverlap("campusname", "campus_names_do_not_overlap", owner="campus", start="valid_from", end="valid_to"),
        NoOverlap("facultyname", "faculty_names_do_not_overlap", owner="faculty", start="valid_from", end="valid_to"),
    ]
