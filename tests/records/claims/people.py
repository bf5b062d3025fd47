"""A graduate who can be claimed, and what their owner types."""

from apps.core.lib.dates import PartialDate
from apps.records.actions import claims
from apps.records.models import Death, OneTimeCode
from apps.records.querysets.claims import Typed
from tests.factories import ContactFactory, GraduateFactory

EMAIL = "suda@example.org"


def suda(email=EMAIL, **fields):
    """Suda Jaidee, born 4 March 2508, graduated in 2530, with a live e-mail address (None: without)."""
    names = {"name__title_th": "นางสาว", "name__first_th": "สุดา", "name__last_th": "ใจดี"}
    names |= {"name__first_en": "Suda", "name__last_en": "Jaidee"}
    born = {"birth_date": "1965-03-04", "birth_date_source": "registrar"}
    study = {"degree__entry_year_be": 2526, "degree__graduation_year_be": 2530}
    person = GraduateFactory(**names | born | study | fields)
    if email:
        ContactFactory(person=person, value=email, is_primary=True)
    return person


def typed(name="สุดา ใจดี", year_be=2530, birth_date="1965-03-04", **more):
    return Typed(name=name, year_be=year_be, birth_date=PartialDate.from_iso(birth_date), **more)


def claimant(number=0, **fields):
    """Somebody at a screen of their own: a browser and a network that nobody else has."""
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return claims.Claimant(**{"browser": f"browser{number}", "address": address} | fields)


def begin(who=None, **words):
    return claims.begin(typed(**words), claimant=who or claimant())


def code_in(mail):
    """The six digits of a mail."""
    return mail.body.split("\n\n")[1].strip()


def newest_code(claim):
    return OneTimeCode.objects.filter(claim=claim).latest("pk")


def has_died(person):
    Death.objects.create(
        person=person,
        first_source="family",
        first_evidence="x",
        first_at="2026-01-01T00:00Z",
        second_source="news",
        second_evidence="y",
        confirmed_at="2026-01-02T00:00Z",
    )
