import pytest
from django.core import mail
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import AuditEntry
from apps.office.actions import BeyondOwnCampuses, OwnAccess
from apps.records.models import StaffScope
from tests.factories import CampusFactory, UserFactory


@pytest.fixture
def administrator(staff):
    return staff("administrator", name="ผู้ดูแล")


@pytest.fixture
def office(administrator, client_for):
    return client_for(administrator)


def url(name, user=None):
    return reverse(f"office:{name}", args=[user.pk] if user else [])


def invitation(**changes):
    values = {"name": "มาลี ศรีสุข", "email": "malee@example.org", "language": "th", "roles": ["records"]}
    return values | changes


def access(user, **changes):
    values = {
        "roles": list(user.groups.values_list("name", flat=True)),
        "campuses": list(user.campus_scopes.values_list("campus", flat=True)),
        "reason": "New duties",
    }
    return values | changes


def test_list_shows_roles_campuses_and_second_factor(office, staff):
    campus = CampusFactory()
    clerk = staff("records", campus=campus, second_factor=False)

    member = next(m for m in office.get(url("staff")).context["members"] if m.user == clerk)

    assert [str(role) for role in member.roles] != []
    assert member.campuses == [campus.name]
    assert not member.has_second_factor


def test_list_leaves_out_alumni_with_an_account(office, administrator):
    UserFactory()

    assert [member.user for member in office.get(url("staff")).context["members"]] == [administrator]


def test_list_costs_the_same_for_one_and_many(office, staff, cost_of):
    campus = CampusFactory()
    staff("records", campus=campus)
    for_one = cost_of(office, url("staff"))

    for _ in range(20):
        staff("events", campus=campus)

    assert cost_of(office, url("staff")) == for_one


def test_invite_creates_the_account_with_roles_and_campuses(office, administrator):
    campus = CampusFactory()

    response = office.post(url("staff_invite"), invitation(campuses=[campus.pk]))

    user = User.objects.get(email="malee@example.org")
    assert response["Location"] == url("staff")
    assert (user.is_staff, user.is_active) == (True, False)
    assert [group.name for group in user.groups.all()] == ["records"]
    assert [scope.campus for scope in user.campus_scopes.all()] == [campus]
    assert set(AuditEntry.objects.values_list("action", "by")) == {
        ("accounts.invite_staff", administrator.pk),
        ("records.limit_to_campuses", administrator.pk),
    }


@pytest.mark.parametrize(
    ("field", "typed"),
    [("email", "no address"), ("email", ""), ("roles", []), ("roles", ["king"]), ("campuses", ["x"]), ("name", " ")],
)
def test_invite_says_what_is_wrong_at_the_field(office, field, typed):
    response = office.post(url("staff_invite"), invitation(**{field: typed}))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(email="malee@example.org").exists()


def test_invite_refuses_who_works_here_already(office, staff):
    staff("records", email="malee@example.org")

    response = office.post(url("staff_invite"), invitation())

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]


def test_invite_again_sends_a_new_mail(office):
    office.post(url("staff_invite"), invitation())
    user = User.objects.get(email="malee@example.org")
    first = user.invited_at

    office.post(url("staff_resend", user))

    user.refresh_from_db()
    assert user.invited_at > first
    assert [group.name for group in user.groups.all()] == ["records"]


def test_invite_again_is_for_open_invitations_only(office, staff):
    assert office.post(url("staff_resend", staff("records"))).status_code == 404
    assert mail.outbox == []


def test_access_is_changed_for_a_reason(office, administrator, staff):
    clerk, campus = staff("records"), CampusFactory()

    response = office.post(url("staff_member", clerk), access(clerk, roles=["events"], campuses=[campus.pk]))

    assert response["Location"] == url("staff_member", clerk)
    assert [group.name for group in clerk.groups.all()] == ["events"]
    assert StaffScope.objects.get(user=clerk).campus == campus
    told = AuditEntry.objects.filter(by=administrator).order_by("pk").values_list("action", "reason")
    assert list(told) == [
        ("accounts.grant_role", "New duties"),
        ("accounts.withdraw_role", "New duties"),
        ("records.limit_to_campuses", "New duties"),
    ]


def test_access_without_a_reason_is_not_changed(office, staff):
    clerk = staff("records")

    response = office.post(url("staff_member", clerk), access(clerk, roles=["events"], reason=" "))

    assert response.status_code == 422
    assert [group.name for group in clerk.groups.all()] == ["records"]


@pytest.mark.parametrize("changes", [{"roles": ["administrator", "records"]}, {"campuses": []}])
def test_own_access_stays(staff, client_for, changes):
    limited = staff("administrator", campus=CampusFactory())
    before = access(limited)

    response = client_for(limited).post(url("staff_member", limited), access(limited, **changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["roles"])
    assert access(limited) == before
    assert str(OwnAccess.message) in response.content.decode()


def test_limited_administrator_invites_to_own_campuses_only(staff, client_for):
    own, other = CampusFactory(), CampusFactory()
    office = client_for(staff("administrator", campus=own))

    answers = [office.post(url("staff_invite"), invitation(campuses=keys)) for keys in ([], [own.pk, other.pk])]
    invited = office.post(url("staff_invite"), invitation(campuses=[own.pk]))

    assert [(answer.status_code, list(answer.context["form"].errors)) for answer in answers] == [
        (422, ["campuses"])
    ] * 2
    assert invited.status_code == 302
    assert StaffScope.objects.get(user__email="malee@example.org").campus == own


def test_limited_administrator_widens_nobody(staff, client_for):
    campus, clerk = CampusFactory(), staff("records")
    office = client_for(staff("administrator", campus=campus))

    response = office.post(url("staff_member", clerk), access(clerk, campuses=[campus.pk]))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["campuses"])
    assert str(BeyondOwnCampuses.message) in response.content.decode()
    assert list(clerk.campus_scopes.all()) == []


def test_own_access_offers_no_form(office, administrator):
    page = office.get(url("staff_member", administrator)).content.decode()

    assert (str(OwnAccess.message) in page, 'name="roles"' in page) == (True, False)


def test_change_holds_from_the_next_click(office, staff, client_for):
    clerk = staff("records")
    client = client_for(clerk)
    assert client.get(reverse("office:alumni")).status_code == 200

    office.post(url("staff_member", clerk), access(clerk, roles=["reports"]))

    assert client.get(reverse("office:alumni")).status_code == 403


def test_account_is_closed_and_opened_for_a_reason(office, staff, client_for):
    clerk = staff("records")
    client = client_for(clerk)

    office.post(url("staff_close", clerk), {"reason": "Left the office"})
    assert client.get(reverse("office:dashboard")).status_code == 302

    office.post(url("staff_reopen", clerk), {"reason": "Came back"})
    clerk.refresh_from_db()
    assert clerk.is_active
    assert list(AuditEntry.objects.order_by("pk").values_list("reason", flat=True)) == ["Left the office", "Came back"]


def test_last_administrator_stays(office, administrator):
    response = office.post(url("staff_close", administrator), {"reason": "x"})

    administrator.refresh_from_db()
    assert response.status_code == 422
    assert administrator.is_active


def test_history_of_a_member_is_told(office, staff):
    clerk = staff("records")
    office.post(url("staff_member", clerk), access(clerk, roles=["events"]))

    assert [line.told.entry.action for line in office.get(url("staff_member", clerk)).context["history"]] == [
        "accounts.withdraw_role",
        "accounts.grant_role",
    ]


def test_member_who_is_no_staff_does_not_exist(office):
    assert office.get(url("staff_member", UserFactory())).status_code == 404


def test_hostile_names_are_inert(office, staff):
    clerk = staff("records", name='"><script>alert(1)</script>')
    CampusFactory(name_th="<script>alert(2)</script>")

    for page in (url("staff"), url("staff_member", clerk), url("staff_close", clerk), url("staff_invite")):
        assert "<script>alert" not in office.get(page).content.decode()


@pytest.mark.parametrize("role", ["records", "events", "communications", "giving", "reports"])
@pytest.mark.parametrize("name", ["staff", "staff_invite"])
def test_staff_pages_are_the_administrators(staff, client_for, role, name):
    assert client_for(staff(role)).get(url(name)).status_code == 403


@pytest.mark.parametrize("name", ["staff_member", "staff_resend", "staff_close", "staff_reopen"])
def test_staff_is_changed_by_administrators_only(staff, client_for, name):
    clerk = staff("records")

    assert client_for(clerk).post(url(name, clerk), access(clerk, roles=["administrator"])).status_code == 403
    assert [group.name for group in clerk.groups.all()] == ["records"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", f"{'a' * 64}@{'.'.join(['b' * 60] * 4)}.example"),
        ("campuses", "9" * 30),
        ("campuses", "\0"),
        ("roles", "king"),
    ],
)
def test_invite_says_at_the_field_what_no_database_could_hold(office, field, typed):
    response = office.post(url("staff_invite"), invitation(**{field: typed}))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
