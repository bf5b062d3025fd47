"""Reference data in the admin: saved through audited actions, refused with a message at the field."""

from datetime import date

import pytest
from django.urls import reverse

from apps.core.models import AuditEntry
from apps.records.models import Campus, CampusName, Cohort, Faculty, FacultyName, Institution, Programme
from tests.factories import (
    CampusFactory,
    CohortFactory,
    CountryFactory,
    DegreeFactory,
    DegreeTitleFactory,
    FacultyFactory,
    InstitutionFactory,
    ProgrammeFactory,
    ProvinceFactory,
)

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def clerk(staff, client_for):
    return client_for(staff("records"))


def url(model, kind, *args):
    return reverse(f"admin:records_{model}_{kind}", args=args)


def title_form(title, **changes):
    fields = ("name_th", "name_en", "abbr_th", "abbr_en", "level", "version")
    return {name: getattr(title, name) for name in fields} | changes


def names_form(owner, *names, prefix="names", version=None):
    """The page of a campus or faculty with its dated names as dictionaries."""
    kept = [name for name in names if "id" in name]
    form = {
        f"{prefix}-TOTAL_FORMS": len(names),
        f"{prefix}-INITIAL_FORMS": len(kept),
        "version": owner.version if version is None else version,
    }
    for number, name in enumerate(names):
        form |= {f"{prefix}-{number}-{key}": value for key, value in name.items()}
    return form


def campus_form(campus, *names, **changes):
    fields = {"code": campus.code, "province": campus.province_id, "student_id_digit": "", "opened_be": ""}
    return fields | {"address_th": ""} | names_form(campus, *names) | changes


def name_row(name, **changes):
    fields = {"id": name.pk, "name_th": name.name_th, "name_en": name.name_en, "kind": name.kind}
    return fields | {"valid_from": "", "valid_to": "", "version": name.version} | changes


def test_list_shows_thai_and_english_names(clerk):
    FacultyFactory(name_th="คณะวิทยาศาสตร์", name_en="Faculty of Science")

    page = clerk.get(url("faculty", "changelist")).content.decode()

    assert "คณะวิทยาศาสตร์" in page
    assert "Faculty of Science" in page


def test_list_costs_the_same_for_one_and_many(clerk, cost_of):
    campus = CampusFactory()
    FacultyFactory(campus=campus)
    for_one = cost_of(clerk, url("faculty", "changelist"))

    FacultyFactory.create_batch(40, campus=campus)

    assert cost_of(clerk, url("faculty", "changelist")) == for_one


def test_change_is_saved_and_audited(clerk):
    title = DegreeTitleFactory()

    response = clerk.post(url("degreetitle", "change", title.pk), title_form(title, abbr_en="BSc"))

    assert response.status_code == 302
    title.refresh_from_db()
    assert (title.abbr_en, title.version) == ("BSc", 2)
    entry = AuditEntry.objects.get(table="records.degreetitle")
    assert (entry.action, entry.before, entry.after) == (
        "records.change_reference",
        {"abbr_en": "B.Sc."},
        {"abbr_en": "BSc"},
    )


def test_addition_is_saved_and_audited(clerk):
    values = {"name_th": "นิติศาสตรบัณฑิต", "name_en": "Bachelor of Laws", "abbr_th": "น.บ.", "level": "bachelor"}

    clerk.post(url("degreetitle", "add"), values)

    entry = AuditEntry.objects.get(table="records.degreetitle")
    assert (entry.action, entry.before, entry.after["abbr_th"]) == ("records.add_reference", None, "น.บ.")


def test_stale_form_keeps_what_was_typed_and_says_what_it_says_now(clerk):
    title = DegreeTitleFactory()
    stale = title_form(title, name_en="Typed by me")
    clerk.post(url("degreetitle", "change", title.pk), title_form(title, name_en="A colleague's"))

    response = clerk.post(url("degreetitle", "change", title.pk), stale)

    form = response.context["adminform"].form
    assert response.status_code == 422
    assert form["name_en"].value() == "Typed by me"
    assert "A colleague's" in form.errors["name_en"][0]
    assert clerk.post(url("degreetitle", "change", title.pk), stale | {"version": 2}).status_code == 302


def test_stale_form_saves_on_the_second_press(clerk):
    title = DegreeTitleFactory()
    stale = title_form(title, name_en="Typed by me")
    clerk.post(url("degreetitle", "change", title.pk), title_form(title, name_en="A colleague's"))

    form = clerk.post(url("degreetitle", "change", title.pk), stale).context["adminform"].form

    assert form["version"].value() == 2


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_odd_version_is_refused_without_a_crash(clerk, version):
    title = DegreeTitleFactory()

    response = clerk.post(url("degreetitle", "change", title.pk), title_form(title, name_en="Other", version=version))

    assert response.status_code == 422
    title.refresh_from_db()
    assert title.version == 1


def test_year_may_be_typed_in_thai_digits(clerk):
    campus = CampusFactory()

    clerk.post(url("campus", "change", campus.pk), campus_form(campus, opened_be="๒๕๑๔"))

    campus.refresh_from_db()
    assert campus.opened_be == 2514


@pytest.mark.parametrize("typed", ["soon", "99999999999", "12", "-2514"])
def test_bad_year_gets_a_message_at_the_field(clerk, typed):
    campus = CampusFactory()

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, opened_be=typed))

    assert response.status_code == 422
    assert "opened_be" in response.context["adminform"].form.errors


def test_dated_name_may_follow_another(clerk):
    campus = CampusFactory()
    old = campus.names.get()
    rows = [
        name_row(old, valid_to="31 ธันวาคม 2549"),
        {"name_th": "วิทยาเขตตรัง", "name_en": "Trang Campus", "kind": "campus", "valid_from": "1/1/2550"},
    ]

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, *rows))

    assert response.status_code == 302
    assert CampusName.objects.filter(campus=campus).count() == 2
    campus.refresh_from_db()
    assert (campus.name_th, campus.name_en) == ("วิทยาเขตตรัง", "Trang Campus")


def test_dated_names_that_overlap_get_a_message_at_the_field(clerk):
    campus = CampusFactory()
    old = campus.names.get()
    rows = [
        name_row(old, valid_to="31/12/2550"),
        {"name_th": "วิทยาเขตตรัง", "kind": "campus", "valid_from": "1/1/2550"},
    ]

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, *rows))

    formset = response.context["inline_admin_formsets"][0].formset
    assert response.status_code == 422
    assert list(formset.forms[1].errors) == ["valid_from"]
    assert CampusName.objects.count() == 1


@pytest.mark.parametrize(("ends", "begins"), [("31/12/2551", "1/1/2552"), ("31/12/2547", "1/1/2548")])
def test_border_between_two_names_may_be_moved_either_way(clerk, ends, begins):
    campus = CampusFactory()
    first = campus.names.get()
    CampusName.objects.filter(pk=first.pk).update(valid_to=date(2006, 12, 31))
    second = CampusName.objects.create(campus=campus, name_th="ใหม่", valid_from=date(2007, 1, 1))
    rows = [name_row(first, valid_to=ends), name_row(second, valid_from=begins)]

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, *rows))

    assert response.status_code == 302
    assert AuditEntry.objects.filter(table="records.campusname").count() == 2


def test_names_are_not_sorted_without_their_thai_order(clerk):
    FacultyFactory()

    changelist = clerk.get(url("faculty", "changelist")).context["cl"]

    assert changelist.sortable_by == ["code", "campus", "founded_be", "closed_be"]


def test_dated_name_that_ends_before_it_begins_is_refused(clerk):
    campus = CampusFactory()
    row = name_row(campus.names.get(), valid_from="1/1/2550", valid_to="1/1/2549")

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, row))

    assert response.status_code == 422


def test_dated_name_that_is_removed_leaves_the_other(clerk):
    campus = CampusFactory()
    first = campus.names.get()
    CampusName.objects.filter(pk=first.pk).update(valid_to="2006-12-31")
    second = CampusName.objects.create(campus=campus, name_th="ใหม่", valid_from="2007-01-01")
    rows = [
        name_row(first, valid_to="31/12/2549"),
        name_row(second, valid_from="1/1/2550", DELETE="on"),
    ]

    clerk.post(url("campus", "change", campus.pk), campus_form(campus, *rows))

    campus.refresh_from_db()
    assert list(campus.names.all()) == [first]
    assert campus.name_th == first.name_th
    assert AuditEntry.objects.filter(action="records.remove_reference").count() == 1


def test_last_dated_name_is_not_removed(clerk):
    campus = CampusFactory()
    row = name_row(campus.names.get(), DELETE="on")

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, row))

    [error] = response.context["inline_admin_formsets"][0].formset.non_form_errors()
    assert (response.status_code, campus.names.count()) == (422, 1)
    assert error in response.content.decode()


def test_last_dated_name_may_be_replaced(clerk):
    campus = CampusFactory()
    rows = [name_row(campus.names.get(), DELETE="on"), {"name_th": "ใหม่", "kind": "campus"}]

    response = clerk.post(url("campus", "change", campus.pk), campus_form(campus, *rows))

    campus.refresh_from_db()
    assert (response.status_code, campus.name_th) == (302, "ใหม่")


def test_new_faculty_begins_with_its_dated_name(clerk):
    campus = CampusFactory(institution=InstitutionFactory())
    values = {"name_th": "คณะใหม่", "name_en": "New Faculty", "code": "NEW", "campus": campus.pk}

    response = clerk.post(url("faculty", "add"), values)

    assert response.status_code == 302
    faculty = Faculty.objects.get()
    assert (faculty.institution, faculty.name_th) == (campus.institution, "คณะใหม่")
    assert FacultyName.objects.get(faculty=faculty).name_en == "New Faculty"


def faculty_form(faculty, **changes):
    return {"code": faculty.code, "campus": faculty.campus_id} | names_form(faculty) | changes


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_successor_that_leads_back_gets_a_message_at_the_field(clerk, steps):
    last = first = FacultyFactory()
    for _ in range(steps):
        first = FacultyFactory(campus=last.campus, successor=first)

    response = clerk.post(url("faculty", "change", last.pk), faculty_form(last, successor=first.pk))

    assert (response.status_code, list(response.context["adminform"].form.errors)) == (422, ["successor"])
    assert Faculty.objects.get(pk=last.pk).successor is None


def test_successor_of_a_successor_is_taken(clerk):
    faculty, last = FacultyFactory.create_batch(2)
    between = FacultyFactory(campus=last.campus, successor=last)

    clerk.post(url("faculty", "change", faculty.pk), faculty_form(faculty, successor=between.pk))

    assert Faculty.objects.get(pk=faculty.pk).successor == between


def test_code_that_is_taken_gets_a_message(clerk):
    faculty = FacultyFactory()
    values = {"name_th": "คณะใหม่", "code": faculty.code, "campus": faculty.campus_id}

    response = clerk.post(url("faculty", "add"), values)

    assert response.status_code == 422
    assert Faculty.objects.count() == 1


def test_what_is_in_use_is_not_removed(clerk):
    faculty = FacultyFactory()
    DegreeFactory(faculty=faculty)

    page = clerk.get(url("faculty", "delete", faculty.pk))
    clerk.post(url("faculty", "delete", faculty.pk), {"post": "yes", "version": faculty.version})

    assert page.context["protected"]
    assert Faculty.objects.filter(pk=faculty.pk).exists()


def test_what_nothing_points_at_is_removed_with_its_names(clerk):
    faculty = FacultyFactory()

    clerk.post(url("faculty", "delete", faculty.pk), {"post": "yes", "version": faculty.version})

    assert not Faculty.objects.exists()
    removed = AuditEntry.objects.filter(action="records.remove_reference").values_list("table", flat=True)
    assert sorted(removed) == ["records.faculty", "records.facultyname"]


def test_stale_removal_is_refused_in_words(clerk):
    title = DegreeTitleFactory()
    clerk.post(url("degreetitle", "change", title.pk), title_form(title, name_en="Other"))

    response = clerk.post(url("degreetitle", "delete", title.pk), {"post": "yes", "version": 1}, follow=True)

    assert [message.level_tag for message in response.context["messages"]][-1] == "error"
    assert title.__class__.objects.filter(pk=title.pk).exists()


def test_hostile_names_are_inert_everywhere(clerk):
    faculty = FacultyFactory(name_th=HOSTILE, name_en=HOSTILE)
    faculty.names.update(name_th=HOSTILE, name_en=HOSTILE)
    ProgrammeFactory(faculty=faculty, name_th=HOSTILE)

    for page in (
        url("faculty", "changelist"),
        url("faculty", "change", faculty.pk),
        url("faculty", "delete", faculty.pk),
        url("programme", "changelist"),
        url("programme", "change", Programme.objects.get().pk),
    ):
        assert "<script>alert" not in clerk.get(page).content.decode()


@pytest.mark.parametrize("query", ["q=%00", "q=" + "ก" * 500, "campus__id__exact=x", "o=99.x", "p=999999", "e=1"])
def test_bad_filters_never_crash(clerk, query):
    FacultyFactory()

    response = clerk.get(f"{url('faculty', 'changelist')}?{query}", follow=True)

    assert response.status_code == 200


def test_institution_is_changed_but_never_added_or_removed(clerk):
    institution = InstitutionFactory()

    assert clerk.get(url("institution", "change", institution.pk)).status_code == 200
    assert clerk.get(url("institution", "add")).status_code == 403
    assert clerk.get(url("institution", "delete", institution.pk)).status_code == 403


@pytest.mark.parametrize("colour", ["red", "#12345", "#003C71;}body{display:none"])
def test_institution_takes_no_colour_that_is_none(clerk, colour):
    institution = InstitutionFactory()
    form = {name: getattr(institution, name) or "" for name in ("name_th", "abbr_th", "abbr_en", "office_name_th")}

    response = clerk.post(url("institution", "change", institution.pk), form | {"colour_primary": colour})

    assert response.status_code == 422
    assert "colour_primary" in response.context["adminform"].form.errors
    assert Institution.objects.get().colour_primary == institution.colour_primary


@pytest.mark.parametrize("factory", [ProvinceFactory, CountryFactory])
def test_provinces_and_countries_are_only_looked_up(clerk, factory):
    row = factory()
    model = row._meta.model_name

    assert clerk.get(url(model, "change", row.pk)).status_code == 200
    assert clerk.post(url(model, "change", row.pk), {"name_th": "อื่น"}).status_code == 403
    assert clerk.get(url(model, "add")).status_code == 403


@pytest.mark.parametrize("role", ["events", "communications", "giving", "reports"])
def test_other_roles_look_up_but_do_not_change(staff, client_for, role):
    client, faculty = client_for(staff(role)), FacultyFactory()

    assert client.get(url("faculty", "change", faculty.pk)).status_code == 200
    assert client.post(url("faculty", "change", faculty.pk), {"code": "X"}).status_code == 403
    assert client.post(url("faculty", "delete", faculty.pk), {"post": "yes"}).status_code == 403


def test_history_leads_to_the_audit_log(clerk):
    cohort = CohortFactory()

    response = clerk.get(url("cohort", "history", cohort.pk))

    assert response["Location"] == f"{reverse('office:audit')}?table=records.cohort&key={cohort.pk}"


def test_nothing_is_changed_in_bulk(clerk):
    campus = CampusFactory()

    clerk.post(
        url("campus", "changelist"), {"action": "delete_selected", "_selected_action": [campus.pk], "post": "yes"}
    )

    assert Campus.objects.filter(pk=campus.pk).exists()
    assert Cohort.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        "campus__degrees__person__national_id_hash__startswith=a",
        "campus__regex=(",
        "campus__id__in=1",
        "campus__in=99999999999999999999",
        "campus=%00",
    ],
)
def test_list_answers_only_what_its_filters_ask(clerk, asked):
    assert clerk.get(f"{url('faculty', 'changelist')}?{asked}").status_code == 400


@pytest.mark.django_db
def test_list_is_filtered_by_what_it_offers(clerk):
    wanted, _other = FacultyFactory(), FacultyFactory()

    response = clerk.get(url("faculty", "changelist"), {"campus__id__exact": wanted.campus_id})

    assert list(response.context["cl"].result_list) == [wanted]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["\0", "%", "(", "9" * 5000])
def test_search_of_a_list_takes_anything(clerk, typed):
    assert clerk.get(url("faculty", "changelist"), {"q": typed}).status_code == 200


@pytest.mark.django_db
def test_new_cohort_has_the_number_of_its_year(clerk):
    institution = InstitutionFactory(cohort_base_be=2513)

    clerk.post(url("cohort", "add"), {"graduation_year_be": "2548", "ceremony_no": "12", "number": "99"})

    cohort = Cohort.objects.get()
    assert (cohort.institution, cohort.number, cohort.ceremony_no) == (institution, 35, 12)


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["2513", "2690", "x", ""])
def test_new_cohort_is_of_no_year_without_one(clerk, year):
    InstitutionFactory(cohort_base_be=2513)

    response = clerk.post(url("cohort", "add"), {"graduation_year_be": year})

    assert (list(response.context["adminform"].form.errors), Cohort.objects.count()) == (["graduation_year_be"], 0)


@pytest.mark.django_db
def test_cohort_keeps_number_and_year(clerk):
    cohort = CohortFactory(graduation_year_be=2548)
    form = {"number": "1", "graduation_year_be": "2540", "ceremony_no": "12", "version": cohort.version}

    clerk.post(url("cohort", "change", cohort.pk), form)

    cohort.refresh_from_db()
    assert (cohort.number, cohort.graduation_year_be, cohort.ceremony_no) == (35, 2548, 12)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["p=-1&e=1", "e=1", "campus__id__exact=x&e=1", "p=-1"])
def test_list_asked_for_nonsense_leads_to_the_whole_list(clerk, asked):
    faculties = FacultyFactory.create_batch(51)

    response = clerk.get(f"{url('faculty', 'changelist')}?{asked}", follow=True)

    assert (response.status_code, response.context["cl"].result_count) == (200, len(faculties))
