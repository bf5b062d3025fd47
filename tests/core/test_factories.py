"""What the factories make would pass every form and constraint."""

import pytest

from apps.core.models import Tracked
from tests import factories

NAMES = [name for name in factories.__all__ if name.endswith("Factory")]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_factory_makes_a_valid_row(name):
    row = getattr(factories, name)()

    # Rows that no form ever makes do not say which of their columns may be blank.
    row.full_clean() if isinstance(row, Tracked) else row.validate_constraints()


@pytest.mark.django_db
def test_graduate_has_a_name_and_a_first_degree():
    graduate = factories.GraduateFactory(name__first_th="อารี", degree__graduation_year_be=2550)

    degree = graduate.degrees.get()
    assert graduate.names.get().first_th == "อารี"
    assert (degree.is_first, degree.cohort.number, degree.campus) == (True, 37, degree.faculty.campus)
