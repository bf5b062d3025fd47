import pytest
from allauth.account.models import EmailAddress

from apps.accounts.models import User
from apps.core.registries import personas
from apps.records import rules
from apps.records.demo.accounts import ALUMNI, PERSONAS, STAFF, STUDENT, VISITOR
from apps.records.models import Contact, Degree, Person


def test_every_persona_has_an_account_without_a_password(university):
    emails = {persona.email for persona in PERSONAS}
    users = User.objects.filter(email__in=emails)

    assert {user.email for user in users} == emails
    assert not any(user.has_usable_password() for user in users)
    assert EmailAddress.objects.filter(email__in=emails, verified=True, primary=True).count() == len(emails)
    assert all(personas[email] for email in emails)


@pytest.mark.parametrize("email", STAFF)
def test_staff_have_their_role_and_nothing_else(university, email):
    user = User.objects.get(email=email)

    assert [group.name for group in user.groups.all()] == [STAFF[email].role]
    assert (user.is_staff, user.is_superuser) == (True, False)


def test_one_records_officer_is_limited_to_pattani(university):
    user = User.objects.get(email="records.campus@office.example")

    assert [scope.campus.code for scope in user.campus_scopes.all()] == ["PTN"]
    assert 0 < Person.objects.visible_to(user).count() < Person.objects.count() / 2


def test_roles_open_what_they_should(university):
    may = {email: User.objects.get(email=email).has_perm(rules.CHANGE) for email in STAFF}

    assert may["records@office.example"]
    assert may["administrator@office.example"]
    assert not may["reports@office.example"]


def test_graduates_with_accounts_are_of_three_decades(university):
    joined = Degree.objects.filter(is_first=True, person__account__email__in=ALUMNI.values())
    years = sorted(joined.values_list("graduation_year_be", flat=True))

    assert [year // 10 for year in years] == [251 if years[0] < 2520 else 252, 253, 254]


def test_graduate_with_an_old_record_told_nothing(university):
    person = Person.objects.get(account__email=ALUMNI["old"])

    assert set(Contact.objects.filter(person=person).values_list("source", flat=True)) <= {
        "registrar",
        "staff",
        "chapter",
    }


def test_student_has_no_degree_yet(university):
    study = Degree.objects.get(person__account__email=STUDENT)

    assert (study.status, study.is_first, study.cohort) == ("studying", False, None)


def test_visitor_is_in_no_record(university):
    assert not Person.objects.filter(account__email=VISITOR).exists()
