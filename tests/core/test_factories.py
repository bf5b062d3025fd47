"""What the factories make would pass every form and constraint."""

import pytest

from tests import factories

NAMES = [name for name in factories.__all__ if name.endswith("Factory")]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_factory_makes_a_valid_row(name):
    row = getattr(factories, name)()

    row.full_clean(exclude=["last_used_at"])  # allauth's own column does not say that it may be blank


@pytest.mark.django_db
def test_graduate_has_a_name_and_a_first_degree():
    graduate = factories.GraduateFactory(name__first_th="อารี", degree__graduation_year_be=2550)

    degree = graduate.degrees.get()
    assert graduate.names.get().first_th == "อารี"
    assert (degree.is_first, degree.cohort.number, degree.campus) == (True, 37, degree.faculty.campus)
