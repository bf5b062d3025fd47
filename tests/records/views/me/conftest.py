import pytest

from tests.factories import CountryFactory, GraduateFactory, ProvinceFactory, UserFactory


@pytest.fixture
def place(db):
    """Thailand and Songkhla, which lists of places offer."""
    return CountryFactory(), ProvinceFactory()


@pytest.fixture
def person(place):
    """A graduate who keeps her own record."""
    return GraduateFactory(
        account=UserFactory(), name__first_th="สุดา", name__last_th="ใจดี", name__first_en="Suda", name__last_en="Jaidee"
    )


@pytest.fixture
def stranger(place):
    """Another graduate with an account, whose things are none of hers."""
    return GraduateFactory(account=UserFactory())


@pytest.fixture
def browser(client_for, person):
    """Hers."""
    return client_for(person.account)
