"""The list of people: who is found, in which order, on which page, with which counts."""

import pytest
from django.core import signing

from apps.records.actions import deaths
from apps.records.models import Degree, SavedListMember, SearchRow
from apps.records.querysets import counts
from apps.records.querysets.cursors import Cursor, read
from tests.factories import (
    AddressFactory,
    CampusFactory,
    CohortFactory,
    ContactFactory,
    DegreeFactory,
    FacultyFactory,
    GraduateFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def ids(page):
    return [row.id for row in page.rows]


def person(first, last="ใจดี", **fields):
    return GraduateFactory(name__first_th=first, name__last_th=last, name__first_en="", name__last_en="", **fields)


def test_people_stand_in_thai_order(find, indexed):
    second, third, first = person("ไก่"), person("ขวัญ"), person("เก่ง")
    indexed()

    assert ids(find()) == [first.pk, second.pk, third.pk]


def test_nobody_gives_an_empty_page(find):
    page = find()

    assert (page.rows, page.total, page.start, page.end) == ([], 0, 0, 0)
    assert (page.previous, page.next, page.last) == (None, None, None)


@pytest.mark.parametrize("text", ["ส", "สม", "สมช", "สมชาย ใจดี", "นายสมชาย"])
def test_text_finds_a_word_by_its_beginning_and_more_letters_anywhere(find, indexed, text):
    found = person("สมชาย")
    indexed(found, person("อารี", "แก้ว"))

    assert ids(find(text=text)) == [found.pk]


def test_two_letters_do_not_find_the_middle_of_a_word_and_three_do(find, indexed):
    found = person("อาสมชาย")
    indexed(found)

    assert (ids(find(text="สม")), ids(find(text="สมช"))) == ([], [found.pk])


@pytest.mark.parametrize(
    "text", ["%", "_", "'", '"', "\\", "😀", "\x00", "สม%", "a'; DROP TABLE x", "ก" * 10_000_000, "AND OR NOT *"]
)
def test_hostile_text_finds_nobody_and_breaks_nothing(find, indexed, text):
    indexed(person("อารี"))

    assert find(text=text).total == 0


def test_blank_text_finds_everybody(find, indexed):
    indexed(person("อารี"))

    assert find(text="  ").total == 1


def test_a_whole_number_finds_whoever_has_it_and_a_part_everybody_with_that_part(find, indexed):
    holder = person("ก", degree__student_id="5012345")
    other = person("ข", degree__student_id="5150123451")
    caller = person("ค")
    ContactFactory(person=caller, kind="mobile", value="+66812345678")
    indexed()

    assert ids(find(text="50-12345")) == [holder.pk]
    assert ids(find(text="501234")) == [holder.pk, other.pk]
    assert [ids(find(text=text)) for text in ("081-234-5678", "66812345678", "+66812345678")] == [[caller.pk]] * 3
    assert ids(find(text="ก 5012345")) == [holder.pk]
    assert ids(find(text="ข 5012345")) == []
    assert ids(find(text="1234567")) == [caller.pk]


def test_a_whole_number_finds_nobody_whose_tier_does_not_show_it(find, indexed):
    person("ก", degree__student_id="5012345")
    indexed()

    assert (find(text="5012345").total, find(text="5012345", tier="alumni").total) == (1, 0)


def test_words_and_filters_hold_together(find, indexed):
    here, there = FacultyFactory(), FacultyFactory()
    found = person("สมชาย", degree__faculty=here)
    person("สมชาย", degree__faculty=there)
    person("อารี", degree__faculty=here)
    indexed()

    assert ids(find(text="สมชาย", faculty=here.pk)) == [found.pk]
    assert ids(find(text="ส", faculty=here.pk)) == [found.pk]
    assert ids(find(text="สมชาย", faculty=here.pk, scope=[here.campus_id])) == [found.pk]
    assert ids(find(text="สมชาย", faculty=here.pk, scope=[there.campus_id])) == []


def test_education_filters_hold_for_one_and_the_same_degree(find, indexed):
    engineering, law = FacultyFactory(), FacultyFactory()
    bachelor_here = person("ก", degree__faculty=engineering)
    DegreeFactory(person=bachelor_here, faculty=law, level="master", is_first=False)
    master_here = person("ข", degree__faculty=engineering, degree__level="master")
    indexed()

    assert ids(find(faculty=engineering.pk)) == [bachelor_here.pk, master_here.pk]
    assert ids(find(faculty=engineering.pk, level="master")) == [master_here.pk]
    assert ids(find(faculty=engineering.pk, level="bachelor", campus=engineering.campus_id)) == [bachelor_here.pk]


def test_cohort_is_that_of_the_first_degree(find, indexed):
    early, late = CohortFactory(graduation_year_be=2540), CohortFactory(graduation_year_be=2545)
    both = person("ก", degree__graduation_year_be=2540, degree__entry_year_be=2536)
    DegreeFactory(person=both, graduation_year_be=2545, is_first=False, level="master")
    indexed()

    assert (ids(find(cohort=early.pk)), ids(find(cohort=late.pk))) == ([both.pk], [])
    assert ids(find(cohort=early.pk, level="master")) == []
    assert ids(find(year_from=2545, year_to=2545)) == [both.pk]
    assert ids(find(year_from=2541, year_to=2544)) == []


def test_status_tells_graduates_students_and_the_deceased_apart(find, indexed):
    graduate, student = person("ก"), PersonFactory(name__first_th="ข")
    DegreeFactory(person=student, status="studying", graduation_year_be=None, cohort=None, is_first=False)
    indexed()
    SearchRow.objects.filter(person_id=graduate.pk).update(is_deceased=True)
    counts.forget()

    found = {status: ids(find(status=status)) for status in ("", "graduate", "student", "deceased")}

    assert found == {
        "": [graduate.pk, student.pk],
        "graduate": [graduate.pk],
        "student": [student.pk],
        "deceased": [graduate.pk],
    }


def test_status_holds_for_the_same_degree(find, indexed):
    left, got = FacultyFactory(), FacultyFactory()
    graduate = person("ก", degree__faculty=got)
    DegreeFactory(person=graduate, faculty=left, status="left", graduation_year_be=None, cohort=None, is_first=False)
    indexed()

    assert ids(find(faculty=left.pk)) == [graduate.pk]
    assert ids(find(faculty=left.pk, status="graduate")) == []
    assert ids(find(faculty=got.pk, status="graduate")) == [graduate.pk]


def test_reach_and_province(find, indexed):
    reached, lost = person("ก"), person("ข")
    AddressFactory(person=reached)
    indexed()

    assert (ids(find(reach="reachable")), ids(find(reach="lost"))) == ([reached.pk], [lost.pk])
    assert (ids(find(province="90")), ids(find(province="10"))) == ([reached.pk], [])


def test_the_dead_are_not_lost(find, indexed):
    lost, dead = person("ก"), person("ข")
    deaths.report(dead, source="family", evidence="a", died_on=None, by=None)
    deaths.report(dead, source="news", evidence="b", died_on=None, by=None)
    indexed()

    found = find(reach="lost")
    assert ids(found) == [lost.pk]
    assert [(value.key, value.count) for value in find().facets.reach] == [("lost", 1)]


def test_gender_account_honorary_and_list(find, indexed):
    woman, man = person("ก", gender="f", account=UserFactory()), person("ข", gender="m")
    DegreeFactory(person=man, level="honorary", is_first=False, cohort=None)
    saved = UserFactory().saved_lists.create(name="การประชุม")
    SavedListMember.objects.create(saved_list=saved, person_id=man.pk)
    indexed()

    assert (ids(find(gender="f")), ids(find(gender="m"))) == ([woman.pk], [man.pk])
    assert (ids(find(has_account=True)), ids(find(has_account=False))) == ([woman.pk], [man.pk])
    assert (ids(find(honorary=True)), ids(find(honorary=False))) == ([man.pk], [woman.pk])
    assert ids(find(saved_list=saved.pk)) == [man.pk]


def test_scope_limits_people_and_counts_to_their_campuses(find, indexed):
    here, there = CampusFactory(), CampusFactory()
    seen = person("ก", degree__faculty=FacultyFactory(campus=here))
    person("ข", degree__faculty=FacultyFactory(campus=there))
    PersonFactory(name__first_th="ค")
    indexed()

    page = find(scope=[here.pk])

    assert (ids(page), page.total) == ([seen.pk], 1)
    assert [value.count for value in page.facets.campus] == [1]
    assert ids(find(scope=[here.pk], text="ใจดี")) == [seen.pk]
    assert find(scope=[]).total == 0
    assert find().total == 3


def test_each_tier_is_searched_by_itself(find, indexed):
    shown, hidden = person("ก"), person("ข", name__audience="office")
    indexed()

    page = find(tier="alumni")

    assert (ids(page), page.total) == ([shown.pk], 1)
    assert ids(find(text="ข ใจดี")) == [hidden.pk]
    assert ids(find(text="ข ใจดี", tier="alumni")) == []


def test_facets_count_people_not_degrees(find, indexed):
    faculty = FacultyFactory(name_th="คณะวิทยาศาสตร์", name_en="Faculty of Science")
    twice = person("ก", degree__faculty=faculty)
    DegreeFactory(person=twice, faculty=faculty, level="master", is_first=False)
    person("ข", degree__faculty=faculty)
    indexed()

    facets = find().facets

    assert [(value.name, value.count) for value in facets.faculty] == [("คณะวิทยาศาสตร์", 2)]
    assert [(value.key, value.count) for value in facets.level] == [("bachelor", 2), ("master", 1)]
    assert [(value.names, value.count) for value in facets.cohort] == [(("35", "2548"), 2)]
    assert [(value.key, value.count) for value in facets.status] == [("graduate", 2)]
    assert [(value.key, value.count) for value in facets.reach] == [("lost", 2)]


FACETS = ["faculty", "campus", "level", "cohort", "province", "reach", "status"]


@pytest.mark.parametrize(
    "given", [{}, {"text": "ใจดี"}, {"level": "master"}, {"status": "graduate"}, {"reach": "lost"}]
)
@pytest.mark.parametrize("facet", FACETS)
def test_a_count_is_what_the_filter_then_gives(find, crowd, given, facet):
    for value in getattr(find(**given).facets, facet):
        key = int(value.key) if facet in {"faculty", "campus", "cohort"} else value.key
        if given.get(facet, key) == key:
            assert find(**given | {facet: key}).total == value.count, value


@pytest.fixture
def crowd(indexed):
    """People with one degree and with several, in several faculties, some reached, some lost."""
    faculties = [FacultyFactory(), FacultyFactory()]
    for number in range(12):
        year = 2540 + number % 3
        one = person(
            f"{'กขค'[number % 3]}{'งจฉ'[number // 4]}",
            degree__faculty=faculties[number % 2],
            degree__graduation_year_be=year,
            degree__entry_year_be=2536,
        )
        if number % 2:
            AddressFactory(person=one)
        if number % 4 == 0:
            DegreeFactory(
                person=one,
                faculty=faculties[1],
                level="master",
                entry_year_be=year,
                graduation_year_be=year + 2,
                is_first=False,
            )
        if number % 5 == 0:
            DegreeFactory(
                person=one,
                faculty=faculties[0],
                status="studying",
                graduation_year_be=None,
                cohort=None,
                is_first=False,
            )
    return indexed()


@pytest.mark.parametrize("given", [{}, {"text": "ใจดี"}, {"status": "graduate"}])
def test_pages_follow_each_other_without_gap_or_repetition(find, crowd, given):
    everybody = ids(find(**given))
    page, forwards, numbers = find(size=5, **given), [], []
    while True:
        forwards += ids(page)
        numbers.append((page.start, page.end))
        if page.next is None:
            break
        page = find(size=5, cursor=page.next, **given)

    assert forwards == everybody
    assert numbers == [(1, 5), (6, 10), (11, 12)]
    assert page.last is None


@pytest.mark.parametrize("given", [{}, {"text": "ใจดี"}])
def test_last_page_is_reached_at_once_and_walked_back_from(find, crowd, given):
    everybody = ids(find(**given))

    last = find(size=5, cursor=find(size=5, **given).last, **given)
    before = find(size=5, cursor=last.previous, **given)
    first = find(size=5, cursor=before.previous, **given)

    assert (ids(last), ids(before), ids(first)) == (everybody[10:], everybody[5:10], everybody[:5])
    assert [(page.start, page.end) for page in (last, before, first)] == [(11, 12), (6, 10), (1, 5)]
    assert (last.next, first.previous) == (None, None)


@pytest.mark.parametrize("cursor", ["x", "a.b.c", "\x00", "ก" * 9999])
def test_a_cursor_that_is_not_ours_gives_the_first_page(find, crowd, cursor):
    assert ids(find(size=5, cursor=cursor)) == ids(find(size=5))


def test_a_cursor_signed_for_something_else_gives_the_first_page(find, crowd):
    assert ids(find(size=5, cursor=signing.dumps(["after", "", 0, 9]))) == ids(find(size=5))


def test_a_cursor_of_somebody_who_is_gone_still_holds(find, crowd):
    page = find(size=5)
    Degree.objects.filter(person_id=page.rows[-1].id).delete()
    SearchRow.objects.filter(person_id=page.rows[-1].id).delete()

    assert ids(find(size=5, cursor=page.next)) == ids(find())[4:9]


def test_a_cursor_behind_everybody_gives_the_first_page(find, crowd):
    assert ids(find(size=5, cursor=str(Cursor("after", "\U0010ffff", 1, 99)))) == ids(find(size=5))


def test_cursor_reads_what_it_wrote():
    cursor = Cursor("before", "กเง!nt ดี", 12, 6)

    assert read(str(cursor)) == cursor


def test_counts_of_a_search_without_words_are_kept_until_a_row_changes(
    find, indexed, django_capture_on_commit_callbacks
):
    indexed(person("ก"))
    assert find().total == 1
    with django_capture_on_commit_callbacks(execute=True):
        indexed(person("ข"))

    assert find().total == 2


STATEMENTS = [
    ({}, 2),
    ({"text": "ใจดี"}, 2),
    ({"text": "ก"}, 2),
    ({"status": "graduate"}, 2),
    ({"text": "0812345678"}, 3),
]


@pytest.mark.parametrize("asked", STATEMENTS)
@pytest.mark.parametrize("people", [1, 100])
def test_page_takes_the_same_statements_for_few_and_many(find, indexed, django_assert_num_queries, asked, people):
    given, statements = asked
    faculty = FacultyFactory()
    for _ in range(people):
        ContactFactory(person=person("ก", degree__faculty=faculty), kind="mobile", value="+66812345678")
    indexed()

    with django_assert_num_queries(statements):
        page = find(**given)
    with django_assert_num_queries(statements if page.last else 1):
        find(cursor=page.last or "", **given)
    with django_assert_num_queries(1):
        again = find(**given)

    assert (again.rows, again.total, again.next) == (page.rows, page.total, page.next)
    assert (page.total, len(page.rows)) == (people, min(people, 25))


def test_line_shows_names_degrees_and_where_somebody_lives(find, indexed):
    one = person("อารี", account=UserFactory())
    AddressFactory(person=one)
    indexed()

    (line,) = find().rows

    assert (str(line), line.name.titled, line.province) == ("อารี ใจดี", "นางสาวอารี ใจดี", "สงขลา")
    assert (line.has_account, line.is_reachable, line.is_deceased) == (True, True, False)
    assert (line.degree.cohort, line.degree.year, line.degree.abbreviation) == (35, 2548, "วท.บ.")
    assert line.former_names == []


def test_first_page_is_kept_until_a_record_changes(find, indexed):
    first, last = person("ก"), person("ค")
    indexed()
    assert ids(find()) == [first.pk, last.pk]

    new = person("ข")
    indexed()
    counts.forget()  # as the end of the transaction does

    assert ids(find()) == [first.pk, new.pk, last.pk]


def test_kept_first_page_serves_every_size(find, indexed, django_assert_num_queries):
    people = [person(letter) for letter in "กขค"]
    indexed()
    assert ids(find(size=1)) == [people[0].pk]

    assert ids(find(size=2)) == [people[0].pk, people[1].pk]
    with django_assert_num_queries(1):
        page = find(size=1)

    assert (ids(page), page.total) == ([people[0].pk], 3)
    assert ids(find(size=1, cursor=page.next)) == [people[1].pk]


def test_what_is_shown_of_a_kept_first_page_is_read_anew(find, indexed):
    here = person("ก")
    indexed()
    find()

    here.names.update(first_th="ขวัญ")

    assert find().rows[0].name.first_th == "ขวัญ"
