import pytest
from django.core import mail
from django.urls import reverse

from apps.core.models import AuditEntry
from apps.directory.models import Suspension
from apps.records.actions import search
from apps.records.models import Death
from tests.factories import (
    AbuseReportFactory,
    AlumnusFactory,
    CampusFactory,
    DeathReportFactory,
    LetterFactory,
    LostSuggestionFactory,
    StaffFactory,
    UnusualReadingFactory,
)

pytestmark = pytest.mark.django_db
QUEUES = {
    "abuse_reports": ("communications", AbuseReportFactory),
    "suggestions": ("records", LostSuggestionFactory),
    "death_reports": ("records", DeathReportFactory),
    "readings": ("communications", UnusualReadingFactory),
}


@pytest.fixture
def moderator(staff, client_for):
    return client_for(staff("communications"))


@pytest.fixture
def clerk(staff, client_for):
    return client_for(staff("records"))


def url(name, case):
    return reverse(f"office:{name}", args=[case.pk])


@pytest.mark.parametrize(("queue", "role"), [(queue, role) for queue, (role, _) in QUEUES.items()])
def test_queue_lists_what_waits_at_a_constant_cost(queue, role, staff, client_for, cost_of):
    browser = client_for(staff(role))
    make = QUEUES[queue][1]
    make()
    before = cost_of(browser, reverse(f"office:{queue}"))
    make.create_batch(30)

    assert cost_of(browser, reverse(f"office:{queue}")) == before
    assert browser.get(reverse(f"office:{queue}")).context["total"] == 31


@pytest.mark.parametrize("queue", QUEUES)
def test_queue_is_closed_to_other_roles(queue, staff, client_for):
    assert client_for(staff("events")).get(reverse(f"office:{queue}")).status_code == 403


def test_dashboard_counts_the_piles(staff, client_for):
    AbuseReportFactory()
    LostSuggestionFactory.create_batch(2)

    content = client_for(staff("administrator")).get(reverse("office:dashboard")).content.decode()

    assert [reverse(f"office:{queue}") in content for queue in QUEUES] == [True] * 4


def test_letter_opens_on_demand_and_that_is_written_down(moderator):
    case = AbuseReportFactory(letter__text="ขายประกันครับ")

    closed = moderator.get(url("abuse_report", case)).content.decode()
    opened = moderator.post(url("abuse_report", case), {"open": "1"}).content.decode()

    assert ("ขายประกันครับ" in closed, "ขายประกันครับ" in opened) == (False, True)
    assert AuditEntry.objects.filter(action="directory.read_reported_letter").count() == 1


def test_other_letters_of_the_conversation_stay_closed(moderator):
    case = AbuseReportFactory(letter__text="ขายประกันครับ")
    LetterFactory(conversation=case.letter.conversation, text="เรื่องส่วนตัว")

    assert "เรื่องส่วนตัว" not in moderator.post(url("abuse_report", case), {"open": "1"}).content.decode()


def test_suspension_is_told_with_its_reason_and_not_who_complained(moderator):
    case = AbuseReportFactory()
    data = {"outcome": "suspended", "days": "30", "remark": "ห้ามขายของ"}

    response = moderator.post(url("abuse_report", case), data)

    [sent] = mail.outbox
    row = Suspension.objects.get()
    assert (response.url, row.person, row.what, (row.until - row.since).days) == (
        reverse("office:abuse_reports"),
        case.person,
        "letters",
        30,
    )
    assert (sent.to, "ห้ามขายของ" in sent.body) == ([case.person.account.email], True)
    assert case.by.names.get().full not in sent.body


def test_warning_wants_words(moderator):
    case = AbuseReportFactory()

    response = moderator.post(url("abuse_report", case), {"outcome": "warned", "days": "30"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["remark"])


def test_nothing_to_do_tells_nobody_and_opens_the_next(moderator):
    case, following = AbuseReportFactory(), AbuseReportFactory()

    response = moderator.post(url("abuse_report", case), {"outcome": "nothing", "days": "30"})

    assert (response.url, mail.outbox) == (url("abuse_report", following), [])


def test_case_is_decided_once(moderator):
    case = AbuseReportFactory()
    for expected in (302, 422):
        answer = moderator.post(url("abuse_report", case), {"outcome": "nothing", "days": "30"})
        assert answer.status_code == expected


def test_suspension_is_lifted_with_a_reason(moderator):
    case = AbuseReportFactory()
    moderator.post(url("abuse_report", case), {"outcome": "suspended", "days": "0", "remark": "ห้ามขายของ"})
    row = Suspension.objects.get()
    shown = "ห้ามขายของ" in moderator.get(reverse("office:suspensions")).content.decode()

    moderator.post(url("suspension_lift", row), {"reason": "ขอโทษแล้ว"})

    assert (shown, row.until, Suspension.objects.count()) == (True, None, 0)


def test_unusual_reading_closes_the_directory(moderator):
    person = AlumnusFactory()
    case = UnusualReadingFactory(account=person.account)

    moderator.post(url("unusual_reading", case), {"outcome": "suspended", "days": "90", "remark": "คัดลอกรายชื่อ"})

    assert list(Suspension.objects.values_list("person", "what")) == [(person.pk, "directory")]


def test_suggestion_shows_who_may_be_meant_and_invites(clerk):
    meant = AlumnusFactory(name__first_th="สุดา", name__last_th="หายไป", account=None)
    search.refresh([meant.pk])
    case = LostSuggestionFactory()

    shown = clerk.get(url("suggestion", case)).context["matches"]
    clerk.post(url("suggestion", case), {"match": str(meant.public_id), "outcome": "invited", "language": "th"})

    case.refresh_from_db()
    assert ([each.id for each in shown], case.outcome, case.person) == ([meant.pk], "invited", meant)
    assert mail.outbox[0].to == ["suda@example.org"]


def test_suggestion_of_a_telephone_cannot_be_invited_by_mail(clerk):
    case = LostSuggestionFactory(channel="phone", contact="+66812345678")

    response = clerk.post(url("suggestion", case), {"outcome": "invited"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["outcome"])


def test_word_of_a_death_wants_a_record(clerk):
    case = DeathReportFactory()

    response = clerk.post(url("death_report", case), {"outcome": "taken", "source": "chapter"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["record"])


def test_word_of_a_death_becomes_a_first_source(clerk):
    case = DeathReportFactory(person=AlumnusFactory())

    clerk.post(url("death_report", case), {"outcome": "taken", "source": "chapter"})

    death = Death.objects.get()
    assert (death.person, death.first_source, death.is_confirmed) == (case.person, "chapter", False)


def test_case_about_another_campus_is_missing(client_for):
    case = AbuseReportFactory()
    browser = client_for(StaffFactory(role="communications", campus=CampusFactory()))

    assert browser.get(url("abuse_report", case)).status_code == 404


def test_hostile_words_stay_words(clerk):
    case = LostSuggestionFactory(name="<script>alert(1)</script>", note="</dd><script>x</script>")

    content = clerk.get(url("suggestion", case)).content.decode()

    assert ("<script>alert" in content, "<script>x" in content) == (False, False)
