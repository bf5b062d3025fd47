"""Who sees the picture of a slip."""

import pytest
from django.urls import reverse

from tests.factories import CampusFactory, FacultyFactory, PaymentRequestFactory, SlipFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(db):
    here = CampusFactory()
    asked = PaymentRequestFactory(person__degree__faculty=FacultyFactory(campus=here))
    made = SlipFactory(request=asked, file=b"picture of a slip")
    made.here = here
    return made


def office_picture(slip):
    return reverse("payments:desk_slip_picture", args=[slip.public_id])


def test_payer_sees_their_own(slip, client_for):
    url = reverse("payments:slip", args=[slip.request.public_id, slip.public_id])

    answer = client_for(slip.request.account).get(url)

    assert (answer.content, answer["Content-Type"], answer["Cache-Control"]) == (
        b"picture of a slip",
        "image/webp",
        "private, no-store",
    )


def test_slip_is_found_by_its_own_request_alone(slip, client_for):
    other = PaymentRequestFactory(person=slip.request.person, account=slip.request.account)
    url = reverse("payments:slip", args=[other.public_id, slip.public_id])

    assert client_for(slip.request.account).get(url).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("giving", 200), ("events", 403), ("administrator", 200), ("records", 403), ("communications", 403), (None, 403)],
)
def test_staff_see_it_by_their_role(role, status, slip, client_for):
    assert client_for(StaffFactory(role=role)).get(office_picture(slip)).status_code == status


def test_staff_without_a_second_factor_do_not(slip, client_for):
    clerk = StaffFactory(role="giving", second_factor=False)

    assert client_for(clerk).get(office_picture(slip)).status_code == 302


@pytest.mark.parametrize(("of", "status"), [("here", 200), ("elsewhere", 404)])
def test_staff_of_one_campus_see_their_people_alone(of, status, slip, client_for):
    campus = slip.here if of == "here" else CampusFactory()

    assert client_for(StaffFactory(role="giving", campus=campus)).get(office_picture(slip)).status_code == status


def test_picture_that_is_gone_is_not_there(slip, client_for, clerk):
    slip.picture = ""
    slip.save()

    assert client_for(clerk).get(office_picture(slip)).status_code == 404
