from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from apps.core.actions import audit, sealing
from apps.core.lib import audit_check
from apps.core.lib.audit_head import HeadFile
from apps.core.models import AuditEntry
from apps.core.templatetags.thai import be_datetime
from apps.records.actions import lists, people
from apps.records.models import Degree, Person, PersonName
from tests.factories import CampusFactory, FacultyFactory, GraduateFactory, PersonFactory

URL = "office:audit"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def auditor(staff, client_for):
    return client_for(staff("administrator", name="ผู้ตรวจ"))


def write(number=1, *, by=None, action="records.change_contact", person=None, table="records.contact", **values):
    changes = [
        audit.Change(table, str(n), 2, {"value": ""}, values or {"value": f"v{n}"}, person.pk if person else None)
        for n in range(number)
    ]
    audit.write(changes, action=action, by=by)


def shown(response):
    return [line.told.entry for line in response.context["lines"]]


def test_log_shows_the_newest_first(auditor):
    write(2)

    assert shown(auditor.get(reverse(URL))) == list(AuditEntry.objects.order_by("-at", "-pk"))


def test_log_goes_on_page_by_page_without_a_gap(auditor):
    write(120)

    seen, url = [], reverse(URL)
    while url:
        response = auditor.get(url)
        seen += [entry.pk for entry in shown(response)]
        url = response.context["older"] and f"{reverse(URL)}?before={response.context['older']}"

    assert seen == list(AuditEntry.objects.order_by("-at", "-pk").values_list("pk", flat=True))


@pytest.mark.parametrize("before", ["x", "-1", "0", "999999999999999999999999", "๕", "%00", "9" * 5000])
def test_log_passes_over_a_bad_place_to_go_on(auditor, before):
    write()

    assert auditor.get(f"{reverse(URL)}?before={before}").status_code == 200


def test_log_is_filtered_by_who(auditor, staff):
    clerk = staff("records")
    write(by=clerk)
    write()

    assert [entry.by for entry in shown(auditor.get(reverse(URL), {"who": clerk.pk}))] == [clerk]


def test_log_is_filtered_by_what_was_done(auditor):
    write(action="records.add_contact")
    write(action="records.remove_contact")

    found = shown(auditor.get(reverse(URL), {"action": "records.add_contact"}))

    assert [entry.action for entry in found] == ["records.add_contact"]


def test_log_is_filtered_by_day_in_the_buddhist_era(auditor):
    write(2)
    last_week = timezone.now() - timedelta(days=7)
    old = AuditEntry.objects.first()
    AuditEntry.objects.bulk_create([_copied(old, at=last_week)])
    day = timezone.localtime(last_week)
    typed = f"{day.day}/{day.month}/{day.year + 543}"

    assert [entry.at for entry in shown(auditor.get(reverse(URL), {"since": typed, "until": typed}))] == [last_week]


def test_log_is_filtered_by_the_persons_student_id(auditor):
    person = GraduateFactory(degree__student_id="4910110001")
    write(person=person)
    write()

    assert [e.subject_id for e in shown(auditor.get(reverse(URL), {"person": "4910110001"}))] == [person.pk]
    assert [e.subject_id for e in shown(auditor.get(reverse(URL), {"person": str(person.public_id)}))] == [person.pk]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("since", "31/2/2569"), ("until", "soon"), ("person", "nobody"), ("who", "x"), ("action", "x"), ("table", "x")],
)
def test_bad_filter_gets_a_message_at_the_field(auditor, field, typed):
    response = auditor.get(reverse(URL), {field: typed})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_log_links_the_person_by_name(auditor):
    person = PersonFactory(name__first_th="อารี", name__last_th="ใจดี")
    write(person=person)

    page = auditor.get(reverse(URL)).content.decode()

    assert reverse("office:person", args=[person.public_id]) in page
    assert "อารี ใจดี" in page


def test_log_costs_the_same_for_one_and_many(auditor, cost_of):
    write(person=PersonFactory())
    for_one = cost_of(auditor, reverse(URL))

    for person in PersonFactory.create_batch(40):
        write(person=person)

    assert cost_of(auditor, reverse(URL)) == for_one


def test_log_shows_hostile_values_inert(auditor):
    write(value=HOSTILE)
    AuditEntry.objects.bulk_create([_copied(AuditEntry.objects.get(), reason=HOSTILE, origin=HOSTILE, table=HOSTILE)])

    assert "<script>alert" not in auditor.get(reverse(URL)).content.decode()


@pytest.fixture
def heads(settings, tmp_path):
    settings.AUDIT_HEAD_FILE = tmp_path / "head.log"
    return HeadFile(settings.AUDIT_HEAD_FILE)


def test_log_says_that_the_seal_agrees(auditor, heads):
    write()
    sealing.seal(now=timezone.now())

    chain = auditor.get(reverse(URL)).context["chain"]

    assert (chain.agrees, chain.unsealed) == (True, 0)


def test_log_says_that_the_seal_differs_from_the_head_outside(auditor, heads):
    write()
    sealing.seal(now=timezone.now())
    heads.append(replace(heads.last(), digest="0" * 64))

    response = auditor.get(reverse(URL))

    assert not response.context["chain"].agrees
    assert 'role="alert"' in response.content.decode()


def test_log_says_that_the_whole_of_it_was_never_checked(auditor, heads):
    assert auditor.get(reverse(URL)).context["chain"].check is None


def test_log_says_when_the_whole_of_it_was_checked(auditor, heads):
    write()
    began = timezone.now()
    sealing.seal(now=began)
    call_command("verify_audit", stdout=StringIO())

    response = auditor.get(reverse(URL))

    check = response.context["chain"].check
    assert (check.findings, check.at > began) == (0, True)
    assert be_datetime(check.at) in response.content.decode().replace("&nbsp;", " ").replace("\xa0", " ")


def test_log_says_what_the_last_check_found(auditor, heads):
    audit_check.note(heads.path, audit_check.Check(timezone.now(), 3))

    response = auditor.get(reverse(URL))

    assert not response.context["chain"].is_sound
    assert 'role="alert"' in response.content.decode()


def test_log_of_a_campus_holds_its_own_people_only(staff, client_for):
    here, there = CampusFactory(), CampusFactory()
    people = [GraduateFactory(degree__faculty=FacultyFactory(campus=campus)) for campus in (here, there)]
    for person in people:
        write(person=person)

    found = shown(client_for(staff("administrator", campus=here)).get(reverse(URL)))

    assert [entry.subject_id for entry in found] == [people[0].pk]


@pytest.mark.parametrize("role", ["records", "events", "communications", "giving", "reports"])
@pytest.mark.parametrize("name", [URL, "office:audit_csv"])
def test_log_is_closed_to_other_roles(staff, client_for, role, name):
    assert client_for(staff(role)).get(reverse(name)).status_code == 403


def test_file_asks_for_a_reason(auditor):
    write()

    response = auditor.post(reverse("office:audit_csv"), {"reason": " "})

    assert response.status_code == 422
    assert not AuditEntry.objects.filter(action="core.export_audit").exists()


def test_file_is_written_to_the_log_with_filter_and_reason(auditor):
    write()

    auditor.post(f"{reverse('office:audit_csv')}?table=records.contact", {"reason": "คำขอของผู้ตรวจสอบ"})

    entry = AuditEntry.objects.get(action="core.export_audit")
    assert (entry.reason, entry.after) == ("คำขอของผู้ตรวจสอบ", {"filter": "table=records.contact"})


def test_file_holds_what_the_filters_show_and_no_formula(auditor):
    write(value="=1+1")
    write(table="records.address", value="elsewhere")

    response = auditor.post(f"{reverse('office:audit_csv')}?table=records.contact", {"reason": "x"})

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert ",'=1+1," in lines[1]


def _copied(entry, **changes):
    entry.pk = None
    for name, value in changes.items():
        setattr(entry, name, value)
    return entry


def test_log_of_a_campus_does_not_tell_who_was_entered_elsewhere(staff, client_for):
    here, there = CampusFactory(), CampusFactory()
    entered = [
        people.add(Person(), name=PersonName(first_th="อารี"), study=_degree(campus), by=None)
        for campus in (here, there)
    ]

    reader = client_for(staff("administrator", campus=here))
    found = shown(reader.get(reverse(URL), {"action": "records.add_person"}))

    assert [entry.subject_id for entry in found] == [entered[0].pk]


def test_log_of_a_campus_leaves_out_people_whom_older_entries_do_not_name(staff, client_for):
    write(table="records.person")

    assert shown(client_for(staff("administrator", campus=CampusFactory())).get(reverse(URL))) == []


def _degree(campus):
    return Degree(institution=campus.institution, campus=campus, level="bachelor", graduation_year_be=2548)


def test_log_of_a_campus_names_nobody_elsewhere_of_a_list(staff, client_for):
    here, there = CampusFactory(), CampusFactory()
    names = ["อารี", "มานะ"]
    chosen = [
        GraduateFactory(degree__faculty=FacultyFactory(campus=campus), name__first_th=name)
        for campus, name in zip((here, there), names, strict=True)
    ]
    saved = lists.create(name="x", owner=staff("records"))
    lists.add_people(saved, [person.pk for person in chosen], by=saved.owner)

    page = client_for(staff("administrator", campus=here)).get(reverse(URL)).content.decode()

    assert [name in page for name in names] == [True, False]
