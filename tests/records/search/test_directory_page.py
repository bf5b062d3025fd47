"""The directory: who is found by whom, by what, and with which counts."""

import pytest
from django.core import signing
from django.utils import timezone

from apps.records.models import Death, Restriction, SearchRow
from apps.records.querysets.filters import ANY_OFFER
from tests.factories import (
    AddressFactory,
    ContactFactory,
    CountryFactory,
    DegreeFactory,
    EmploymentFactory,
    FacultyFactory,
    GraduateFactory,
    HelpOfferFactory,
    PersonFactory,
    PersonNameFactory,
    ProfileFactory,
    ProvinceFactory,
)

pytestmark = pytest.mark.django_db


def ids(page):
    return [row.id for row in page.rows]


def person(first, last="ใจดี", **fields):
    return GraduateFactory(name__first_th=first, name__last_th=last, name__first_en="", name__last_en="", **fields)


@pytest.fixture
def seen(find, indexed):
    """`seen(text="สม")`: who is found by alumni, after all rows have been written anew."""

    def search(tier="alumni", **filters):
        indexed()
        return ids(find(tier=tier, **filters))

    return search


def counted(page, facet):
    return [(value.key, value.count) for value in getattr(page.facets, facet)]


# ---- who is there at all


@pytest.mark.parametrize(
    ("audience", "alumni", "everyone"),
    [("office", 0, 0), ("fellows", 0, 0), ("alumni", 1, 0), ("everyone", 1, 1)],
)
def test_who_may_be_found_is_decided_by_the_name_in_use(seen, audience, alumni, everyone):
    person("สมชาย", name__audience=audience)

    assert [len(seen(tier)) for tier in ("alumni", "everyone")] == [alumni, everyone]


def test_who_does_not_want_to_be_in_the_directory_is_not(seen):
    hidden, shown = person("ก"), person("ข")
    ProfileFactory(person=hidden, in_directory=False)
    ProfileFactory(person=shown)

    assert seen() == [shown.pk]


def test_students_and_the_nameless_are_not_there(seen):
    student = PersonFactory(name__first_th="ก")
    DegreeFactory(person=student, status="studying", graduation_year_be=None, cohort=None, is_first=False)
    person("ข").names.update(is_current=False)

    assert seen() == []


def test_the_dead_leave_the_directory(seen):
    one = person("ก")
    before = seen()
    Death.objects.create(
        person_id=one.pk,
        first_source="family",
        first_evidence="call",
        first_at=timezone.now(),
        second_source="news",
        second_evidence="page 3",
        confirmed_at=timezone.now(),
    )

    assert (before, seen()) == ([one.pk], [])
    assert [row.tier for row in SearchRow.objects.filter(person_id=one.pk)] == ["office"]


def test_who_restricted_the_use_of_their_data_is_left_alone(seen, find):
    one = person("ก")
    ContactFactory(person=one)
    Restriction.objects.create(person_id=one.pk)

    assert (seen(), [row.is_reachable for row in find().rows]) == ([], [False])


# ---- by what they are found


def test_names_of_all_kinds_find_their_owner_as_far_as_they_are_open(seen):
    one = person("สมชาย", name__nickname="โอ๊ต")
    PersonNameFactory(person=one, first_th="สมชาย", last_th="แก้วมณี", is_current=False)
    PersonNameFactory(person=one, first_th="สมชาย", last_th="ลับแล", is_current=False, audience="office")

    assert [seen(text=text) for text in ("โอต", "สมชาย แกวมณี", "นายสมชาย", "ลับแล")] == [[one.pk]] * 3 + [[]]


def test_work_finds_its_holder_by_three_letters_and_never_by_fewer(seen):
    one = person("อารี")
    EmploymentFactory(person=one, employer="โรงพยาบาลสงขลา", position="พยาบาล", audience="alumni", field="สาธารณสุข")
    EmploymentFactory(person=one, employer="ร้านลับ", audience="office")

    texts = ("โรงพยาบาล", "สงขลา", "อารี พยาบาล", "สาธารณสุข", "โร", "ร้านลับ")
    assert [seen(text=text) for text in texts] == [[one.pk]] * 4 + [[], []]


def test_contacts_and_student_ids_find_nobody_however_open_they_are(seen):
    one = person("อารี", degree__student_id="5012345", degree__audience="everyone")
    ContactFactory(person=one, value="suda@example.org", audience="everyone")
    ContactFactory(person=one, kind="mobile", value="+66812345678", audience="everyone")

    assert [seen(text=text) for text in ("5012345", "suda@example.org", "0812345678", "suda")] == [[]] * 4


@pytest.mark.parametrize("typed", ["สมขาย", "สชาย", "สมชชาย", "สมาชย", "นายสมขาย ใจดี", "สมชาย ใจรี"])
def test_a_mistyped_name_finds_who_was_meant(seen, find, typed):
    one = person("สมชาย")
    person("วิชัย", "รักไทย")
    assert seen(text=typed) == [one.pk]

    page = find(tier="alumni", text=typed)

    assert (page.is_near, page.total, counted(page, "faculty")) == (True, 1, [(str(one.degrees.get().faculty_id), 1)])


def test_nobody_is_guessed_at_where_somebody_is_found(seen, find):
    exact, near = person("สมชาย"), person("สมขาย")

    assert (seen(text="สมชาย"), seen(text="สมขาย")) == ([exact.pk], [near.pk])
    assert not find(tier="alumni", text="สมชาย").is_near


def test_guessing_keeps_to_the_filters_and_to_what_is_open(seen):
    here = FacultyFactory()
    found = person("สมชาย", degree__faculty=here)
    person("สมชาย")
    person("สมชาย", degree__faculty=here, name__audience="fellows")

    assert seen(text="สมขาย", faculty=here.pk) == [found.pk]


def test_guessed_people_have_pages_too(find, indexed):
    for letter in "กขคงจฉช":
        person("สมชาย" + letter)
    indexed()

    first = find(tier="alumni", text="สมขาย", size=3)
    second = find(tier="alumni", text="สมขาย", size=3, cursor=first.next)

    assert (first.total, second.is_near, second.start) == (7, True, 4)
    assert not set(ids(first)) & set(ids(second))


# ---- filters and counts


def test_a_hidden_degree_is_in_no_filter_and_no_count(seen, find):
    law, art = FacultyFactory(), FacultyFactory()
    one = person("ก", degree__faculty=law)
    hidden = {"audience": "fellows", "is_first": False, "graduation_year_be": 2555, "entry_year_be": 2553}
    DegreeFactory(person=one, faculty=art, level="master", **hidden)

    assert seen(faculty=law.pk) == [one.pk]
    assert [seen(**asked) for asked in ({"faculty": art.pk}, {"level": "master"}, {"year_from": 2550})] == [[]] * 3
    assert counted(find(tier="alumni"), "faculty") == [(str(law.pk), 1)]
    assert counted(find(tier="alumni"), "level") == [("bachelor", 1)]


def test_a_hidden_first_degree_hides_the_cohort_and_not_the_person(seen, find):
    one = person("ก", degree__audience="fellows")
    cohort = one.degrees.get().cohort_id

    assert (seen(), seen(cohort=cohort)) == ([one.pk], [])
    page = find(tier="alumni")
    assert (counted(page, "cohort"), page.rows[0].degrees) == ([], [])


def test_a_degree_that_was_not_conferred_is_in_no_filter_and_no_line(seen, find):
    left = FacultyFactory()
    one = person("ก")
    missed = {"status": "left", "graduation_year_be": None, "cohort": None, "is_first": False}
    DegreeFactory(person=one, faculty=left, audience="everyone", **missed)

    assert seen(faculty=left.pk) == []
    assert len(find(tier="alumni").rows[0].degrees) == 1


def test_where_somebody_lives_and_works_as_far_as_it_is_open(seen, find):
    japan = CountryFactory(code="JP", name_th="ญี่ปุ่น", name_en="Japan")
    at_home, abroad, hidden = person("ก"), person("ข"), person("ค")
    AddressFactory(person=at_home, audience="alumni")
    AddressFactory(person=hidden)
    EmploymentFactory(person=abroad, country=japan, sector="03", audience="alumni")
    EmploymentFactory(person=hidden, sector="01", province=ProvinceFactory())

    asked = ({"province": "90"}, {"country": "TH"}, {"country": "JP"}, {"sector": "03"}, {"sector": "01"})
    assert [seen(**each) for each in asked] == [[at_home.pk], [at_home.pk], [abroad.pk], [abroad.pk], []]
    page = find(tier="alumni")
    assert counted(page, "province") == [("90", 1)]
    assert counted(page, "country") == [("JP", 1), ("TH", 1)]
    assert counted(page, "sector") == [("03", 1)]


def test_a_former_post_tells_neither_place_nor_sector(seen):
    one = person("ก")
    EmploymentFactory(person=one, is_current=False, sector="03", audience="alumni", province=ProvinceFactory())

    assert [seen(**each) for each in ({"province": "90"}, {"sector": "03"}, {"text": "วิศวกร"})] == [[], [], [one.pk]]


def test_who_is_ready_to_help_and_how(seen, find):
    both, one, hidden = person("ก"), person("ข"), person("ค")
    HelpOfferFactory(person=both, kind="mentor")
    HelpOfferFactory(person=both, kind="talk")
    HelpOfferFactory(person=one, kind="talk", audience="everyone")
    HelpOfferFactory(person=hidden, kind="jobs", audience="fellows")

    asked = [ANY_OFFER, "mentor", "talk", "jobs", "nonsense"]
    assert [seen(offers=each) for each in asked] == [[both.pk, one.pk], [both.pk], [both.pk, one.pk], [], []]
    assert counted(find(tier="alumni"), "offers") == [("any", 2), ("mentor", 1), ("talk", 2)]
    assert counted(find(tier="alumni", offers="mentor"), "offers") == [("any", 1), ("mentor", 1), ("talk", 1)]


@pytest.mark.parametrize("asked", [{"status": "graduate"}, {"reach": "lost"}, {"gender": "f"}, {"has_account": True}])
def test_what_only_the_office_may_ask_is_refused(find, asked):
    with pytest.raises(ValueError, match="the directory cannot ask"):
        find(tier="alumni", **asked)


def test_the_office_is_refused_what_its_rows_do_not_hold(find):
    with pytest.raises(ValueError, match="the office cannot ask: offers, sector"):
        find(offers="any", sector="01")


FACETS = ["faculty", "campus", "level", "cohort", "province", "country", "sector", "offers"]


@pytest.mark.parametrize("tier", ["alumni", "everyone"])
@pytest.mark.parametrize("given", [{}, {"text": "ใจดี"}, {"level": "bachelor"}, {"offers": "any"}])
def test_a_count_is_what_the_filter_then_gives(find, crowd, tier, given):
    facets = find(tier=tier, **given).facets

    for facet in FACETS:
        for value in getattr(facets, facet):
            key = int(value.key) if facet in {"faculty", "campus", "cohort"} else value.key
            if given.get(facet, key) == key:
                assert find(tier=tier, **given | {facet: key}).total == value.count, value


@pytest.fixture
def crowd(indexed):
    """People of whom one thing and another is open to alumni, to everyone, or to nobody."""
    faculties, audiences = [FacultyFactory(), FacultyFactory()], ["alumni", "everyone", "office", "fellows"]
    for number in range(16):
        audience, other = audiences[number % 4], audiences[number // 4]
        one = person(
            f"{'กขคง'[number % 4]}{'จฉชซ'[number // 4]}",
            degree__faculty=faculties[number % 2],
            degree__audience=other,
            name__audience="everyone" if number % 3 else "alumni",
        )
        AddressFactory(person=one, audience=audience)
        EmploymentFactory(person=one, sector=f"0{number % 3}", audience=other)
        HelpOfferFactory(person=one, kind=["mentor", "talk"][number % 2], audience=audience)
        further = {"level": "master", "is_first": False, "entry_year_be": 2549, "graduation_year_be": 2551}
        DegreeFactory(person=one, faculty=faculties[number // 8], audience=audience, **further)
    return indexed()


@pytest.mark.parametrize("asked", [{}, {"text": "ใจดี"}, {"offers": "any"}, {"cohort": 1}])
@pytest.mark.parametrize("people", [1, 40])
def test_page_takes_two_statements_for_few_and_many(find, indexed, django_assert_max_num_queries, asked, people):
    for _ in range(people):
        HelpOfferFactory(person=person("ก"))
    indexed()

    with django_assert_max_num_queries(2):
        find(tier="alumni", **asked)


def test_numbers_are_looked_up_in_no_table(find, indexed, django_assert_num_queries):
    indexed(person("ก", degree__student_id="5012345"))

    with django_assert_num_queries(1):
        assert find(tier="alumni", text="5012345").total == 0


def test_looking_for_mistyped_names_takes_two_statements_more(find, indexed, django_assert_num_queries):
    for _ in range(9):
        person("สมชาย")
    indexed()

    with django_assert_num_queries(4):
        assert find(tier="alumni", text="สมขาย").total == 9


# ---- what a line shows


def test_line_shows_what_is_open_and_says_that_work_is_hidden(find, indexed):
    one, other = person("ก", name__nickname="ปู"), person("ข")
    PersonNameFactory(person=one, first_th="เดิม", is_current=False, audience="fellows")
    EmploymentFactory(person=one, audience="office")
    EmploymentFactory(person=one, is_current=False, audience="alumni")
    EmploymentFactory(person=other, position="ครู", employer="โรงเรียน", sector="01", audience="alumni")
    HelpOfferFactory(person=other, kind="talk")
    ProfileFactory(person=one, photo="photos/y.jpg", photo_audience="fellows")
    ProfileFactory(person=other, photo="photos/x.jpg")
    indexed()

    first, second = find(tier="alumni").rows

    assert (first.name.nickname, first.former_names, first.post, first.photo) == ("ปู", [], None, "")
    assert (first.hides_work, second.hides_work) == (True, False)
    assert (second.post.position, second.post.employer, second.post.sector) == ("ครู", "โรงเรียน", "01")
    assert ([offer.kind for offer in second.offers], second.photo) == (["talk"], "photos/x.jpg")


def test_line_names_a_country_other_than_this_one(find, indexed):
    one, other = person("ก"), person("ข")
    abroad = CountryFactory(code="JP", name_th="ญี่ปุ่น", name_en="Japan")
    AddressFactory(person=one, audience="alumni", province=None, country=abroad)
    AddressFactory(person=other, audience="alumni")
    indexed()

    assert [(line.province, line.country) for line in find(tier="alumni").rows] == [("", "ญี่ปุ่น"), ("สงขลา", "")]


def test_cursor_holds_nothing_but_the_name_in_use(find, indexed):
    for name in ("ก", "ข"):
        PersonNameFactory(person=person(name), first_th="ลับ", is_current=False, audience="fellows")
    indexed()
    row = SearchRow.objects.filter(tier="alumni").order_by("pk")[0]

    cursor = find(tier="alumni", size=1).next

    assert signing.loads(cursor, salt="records.people-page") == ["after", row.sort_key, row.person_id, 2]
