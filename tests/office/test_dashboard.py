import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.actions import audit
from apps.core.models import Job
from apps.mailings.models import Message
from apps.records.actions.search import refresh
from apps.records.models import ContactLogEntry, Death
from tests.factories import CampusFactory, ContactFactory, FacultyFactory, GraduateFactory, ProvinceFactory

URL = "office:dashboard"


def graduates(number, **fields):
    people = GraduateFactory.create_batch(number, **fields)
    refresh([person.pk for person in people])
    return people


def piles(response):
    return {pile.key: pile.waiting for pile in response.context["piles"]}


def report_death(person):
    Death.objects.create(
        person=person, first_source="family", first_evidence="The widow called.", first_at=timezone.now()
    )


def test_dashboard_counts_follow_ups_of_mine_that_are_due(staff, client_for):
    clerk, colleague, (person,) = staff("records"), staff("records"), graduates(1)
    today = timezone.localdate()
    for owner, day in ((clerk, today), (clerk, today + timezone.timedelta(days=1)), (colleague, today)):
        ContactLogEntry.objects.create(
            person=person,
            at=timezone.now(),
            channel="phone",
            summary="Asked to be called again.",
            by=clerk,
            follow_up_on=day,
            follow_up_by=owner,
        )

    assert piles(client_for(clerk).get(reverse(URL)))["follow_ups"] == 1


def test_dashboard_counts_deaths_that_one_source_reported(staff, client_for):
    report_death(graduates(1)[0])

    assert piles(client_for(staff("records")).get(reverse(URL)))["deaths"] == 1


def test_dashboard_counts_only_people_of_the_readers_campuses(staff, client_for):
    here, there = CampusFactory(), CampusFactory()
    for campus in (here, there, there):
        report_death(graduates(1, degree__faculty=FacultyFactory(campus=campus))[0])

    response = client_for(staff("records", campus=here)).get(reverse(URL))

    assert piles(response)["deaths"] == 1
    assert response.context["figures"].graduates == 1
    assert response.context["is_limited"]


def test_dashboard_counts_jobs_of_mine_at_work_or_failed(staff, client_for):
    clerk, colleague, now = staff("records"), staff("records"), timezone.now()
    for owner, state in ((clerk, "running"), (clerk, "failed"), (clerk, "done"), (colleague, "running")):
        ended = None if state == "running" else now
        Job.objects.create(kind="x", title="x", by=owner, state=state, ended_at=ended)

    assert piles(client_for(clerk).get(reverse(URL)))["jobs"] == 2


@pytest.mark.parametrize(("role", "expected"), [("administrator", 2), ("records", None)])
def test_dashboard_counts_mail_in_trouble_for_those_who_may_see_it(staff, client_for, role, expected):
    for number, state in enumerate(["failed", "unconfirmed", "queued"]):
        values = {"to": "a@example.org", "subject": "x", "body_text": "x", "from_email": "o@example.org"}
        Message.objects.create(message_id=str(number), state=state, **values)

    assert piles(client_for(staff(role)).get(reverse(URL))).get("mail") == expected


def test_pile_of_mail_leads_to_the_mail_in_trouble(staff, client_for):
    client = client_for(staff("administrator"))
    url = next(pile.url for pile in client.get(reverse(URL)).context["piles"] if pile.key == "mail")

    assert client.get(url).status_code == 200


def test_dashboard_shows_key_figures(staff, client_for):
    first, second = graduates(2)
    ContactFactory(person=first)
    refresh([first.pk, second.pk])

    figures = client_for(staff("records")).get(reverse(URL)).context["figures"]

    assert (figures.graduates, figures.reachable, figures.lost) == (2, 1, 1)


def test_dashboard_shows_last_changes_to_those_who_may_see_the_log(staff, client_for):
    person = graduates(1)[0]
    change = audit.Change("records.contact", "1", 1, None, {"value": "a@example.org"}, person.pk)
    audit.write([change], action="records.add_contact", by=staff("records", name="มาลี ศรีสุข"))

    page = client_for(staff("administrator")).get(reverse(URL)).content.decode()

    assert "มาลี ศรีสุข" in page
    assert reverse("office:person", args=[person.public_id]) in page
    assert "lines" not in client_for(staff("records")).get(reverse(URL)).context


def test_dashboard_of_reports_holds_figures_but_no_person(staff, client_for):
    person = graduates(1)[0]
    audit.write([audit.Change("records.contact", "1", 1, None, {}, person.pk)], action="x", by=None)

    response = client_for(staff("reports")).get(reverse(URL))

    assert response.context["figures"].graduates == 1
    assert str(person.public_id) not in response.content.decode()
    assert reverse("office:alumni") not in response.content.decode()


def test_dashboard_costs_the_same_for_one_and_many(staff, client_for, cost_of):
    client = client_for(administrator := staff("administrator"))
    graduates(1)
    for_one = cost_of(client, reverse(URL))

    people = graduates(30)
    for person in people:
        report_death(person)
    changes = [audit.Change("records.contact", str(n), 1, None, {}, person.pk) for n, person in enumerate(people)]
    audit.write(changes, action="records.add_contact", by=administrator)

    assert cost_of(client, reverse(URL)) <= for_one + 2  # names and persons of the changes shown


def test_map_leads_to_the_people_of_a_province(staff, client_for):
    ProvinceFactory(code="90")
    link = f"{reverse('office:alumni')}?status=graduate&amp;province=90"

    assert link in client_for(staff("records")).get(reverse(URL)).content.decode()


def test_map_leads_those_who_open_no_record_to_the_table(staff, client_for):
    ProvinceFactory(code="90")
    link = f"{reverse('office:report_provinces')}#p90"

    assert link in client_for(staff("reports")).get(reverse(URL)).content.decode()


def test_dashboard_of_an_empty_registry_opens(staff, client_for, language):
    assert client_for(staff("administrator")).get(reverse(URL)).status_code == 200


def test_dashboard_shows_a_hostile_province_inert(staff, client_for):
    ProvinceFactory(code="90", name_th='"><script>alert(1)</script>', abbr_th="<b>")

    assert "<script>alert" not in client_for(staff("records")).get(reverse(URL)).content.decode()
