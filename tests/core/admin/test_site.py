import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from apps.core.admin import OfficeAdmin, OfficeSite
from apps.records.models import Cohort
from tests.factories import UserFactory


def test_site_takes_only_pages_that_are_audited():
    site = OfficeSite()

    site.register(Group, admin.ModelAdmin)
    site.register(Cohort, OfficeAdmin)

    assert site.is_registered(Cohort)
    assert not site.is_registered(Group)


def test_every_page_of_the_admin_is_an_office_page():
    assert all(isinstance(page, OfficeAdmin) for page in admin.site._registry.values())


@pytest.mark.django_db
def test_office_page_is_read_only_unless_it_says_otherwise(staff, rf):
    request = rf.get("/")
    request.user = staff("administrator")
    page = OfficeAdmin(Cohort, admin.site)

    assert page.may == frozenset()
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("admin:logout", "account_logout"),
        ("admin:password_change", "account_change_password"),
    ],
)
def test_site_leads_to_the_portals_own_pages(staff, client_for, page, target):
    assert client_for(staff("records")).get(reverse(page))["Location"] == reverse(target)


@pytest.mark.django_db
def test_list_of_an_app_is_the_reference_page(staff, client_for):
    response = client_for(staff("records")).get(reverse("admin:app_list", args=["records"]))

    assert response["Location"] == reverse("office:reference")


@pytest.mark.django_db
def test_login_is_the_portals(client_for):
    response = client_for(None).get(reverse("admin:login"), {"next": "/office/audit/"})

    assert response["Location"] == f"{reverse('account_login')}?next=/office/audit/"


@pytest.mark.django_db
def test_login_of_somebody_inside_leads_to_the_desk(staff, client_for):
    assert client_for(staff("records")).get(reverse("admin:login"))["Location"] == reverse("office:dashboard")


@pytest.mark.django_db
def test_admin_is_closed_to_strangers(client_for):
    page = reverse("admin:records_faculty_changelist")

    assert client_for(None).get(page)["Location"].startswith(reverse("account_login"))
    assert client_for(UserFactory()).get(page).status_code == 403


@pytest.mark.django_db
def test_admin_asks_for_the_second_factor(staff, client_for):
    client = client_for(staff("records", second_factor=False))

    response = client.get(reverse("admin:records_faculty_changelist"))

    assert response.status_code == 302
    assert "mfa" in response["Location"] or "2fa" in response["Location"]
