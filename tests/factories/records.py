"""The registry: the university (one institution, PSU, unless told otherwise) and its people, all invented."""

import factory
from factory.django import DjangoModelFactory

from apps.records.models import (
    Address,
    Campus,
    CampusName,
    Claim,
    Cohort,
    Contact,
    Country,
    Degree,
    DegreeTitle,
    Employment,
    Faculty,
    FacultyName,
    Graduate,
    HelpOffer,
    Institution,
    Level,
    Person,
    PersonName,
    Profile,
    Programme,
    Province,
)


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "TH"
    name_th = "ไทย"
    name_en = "Thailand"


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Province
        django_get_or_create = ("code",)

    code = "90"
    name_th = "สงขลา"
    name_en = "Songkhla"
    region = "south"
    region_th = "ภาคใต้"
    region_nso = "south"
    abbr_th = "สข"
    abbr_en = "SKA"
    postcode_prefixes = factory.LazyFunction(lambda: ["90"])


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = Institution
        django_get_or_create = ("code",)

    code = "PSU"
    name_th = "มหาวิทยาลัยสงขลานครินทร์"
    name_en = "Prince of Songkla University"
    abbr_th = "ม.อ."
    abbr_en = "PSU"
    founded_be = 2510
    cohort_base_be = 2513
    student_id_patterns = factory.LazyFunction(lambda: [r"\d{7}", r"\d{10}"])
    office_name_th = "สำนักงานศิษย์เก่าสัมพันธ์"
    office_name_en = "Alumni Relations Office"


class CampusFactory(DjangoModelFactory):
    """A campus with the name that it has today."""

    class Meta:
        model = Campus
        skip_postgeneration_save = True

    institution = factory.SubFactory(InstitutionFactory)
    code = factory.Sequence(lambda n: f"C{n}")
    name_th = factory.LazyAttribute(lambda campus: f"วิทยาเขต {campus.code}")
    name_en = factory.LazyAttribute(lambda campus: f"{campus.code} Campus")
    province = factory.SubFactory(ProvinceFactory)
    named = factory.RelatedFactory("tests.factories.records.CampusNameFactory", factory_related_name="campus")


class CampusNameFactory(DjangoModelFactory):
    class Meta:
        model = CampusName

    campus = factory.SubFactory(CampusFactory, named=None)
    name_th = factory.SelfAttribute("campus.name_th")
    name_en = factory.SelfAttribute("campus.name_en")


class FacultyFactory(DjangoModelFactory):
    """A faculty with the name that it has today."""

    class Meta:
        model = Faculty
        skip_postgeneration_save = True

    campus = factory.SubFactory(CampusFactory)
    institution = factory.SelfAttribute("campus.institution")
    code = factory.Sequence(lambda n: f"F{n}")
    name_th = factory.LazyAttribute(lambda faculty: f"คณะ {faculty.code}")
    name_en = factory.LazyAttribute(lambda faculty: f"Faculty {faculty.code}")
    named = factory.RelatedFactory("tests.factories.records.FacultyNameFactory", factory_related_name="faculty")


class FacultyNameFactory(DjangoModelFactory):
    class Meta:
        model = FacultyName

    faculty = factory.SubFactory(FacultyFactory, named=None)
    name_th = factory.SelfAttribute("faculty.name_th")
    name_en = factory.SelfAttribute("faculty.name_en")


class DegreeTitleFactory(DjangoModelFactory):
    class Meta:
        model = DegreeTitle
        django_get_or_create = ("abbr_th",)

    name_th = "วิทยาศาสตรบัณฑิต"
    name_en = "Bachelor of Science"
    abbr_th = "วท.บ."
    abbr_en = "B.Sc."
    level = Level.BACHELOR


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    faculty = factory.SubFactory(FacultyFactory)
    title = factory.SubFactory(DegreeTitleFactory)
    name_th = factory.Sequence(lambda n: f"สาขาวิชา {n}")
    name_en = factory.Sequence(lambda n: f"Programme {n}")


class CohortFactory(DjangoModelFactory):
    """The graduating class of an academic year; its number follows from the institution's base."""

    class Meta:
        model = Cohort
        django_get_or_create = ("institution", "graduation_year_be")

    institution = factory.SubFactory(InstitutionFactory)
    graduation_year_be = 2548
    number = factory.LazyAttribute(lambda cohort: cohort.graduation_year_be - cohort.institution.cohort_base_be)


class PersonFactory(DjangoModelFactory):
    """A person with one current name: `PersonFactory(name__first_th="อารี", name__last_th="ใจดี")`; `name=None`
    for nobody in particular."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.RelatedFactory("tests.factories.records.PersonNameFactory", factory_related_name="person")


class PersonNameFactory(DjangoModelFactory):
    class Meta:
        model = PersonName

    person = factory.SubFactory(PersonFactory, name=None)
    title_th = "นางสาว"
    first_th = "อารี"
    last_th = factory.Sequence(lambda n: f"ใจดี{_thai_letters(n)}")
    title_en = "Ms"
    first_en = "Aree"
    last_en = factory.Sequence(lambda n: f"Jaidee{n}")


class DegreeFactory(DjangoModelFactory):
    """A conferred bachelor's degree of 2548 B.E.; `is_first=False` for further ones of the same person."""

    class Meta:
        model = Degree

    person = factory.SubFactory(PersonFactory)
    institution = factory.SelfAttribute("faculty.institution")
    faculty = factory.SubFactory(FacultyFactory)
    campus = factory.SelfAttribute("faculty.campus")
    student_id = factory.Sequence(lambda n: f"44{n:08d}")
    level = Level.BACHELOR
    title = factory.SubFactory(DegreeTitleFactory)
    entry_year_be = 2544
    graduation_year_be = 2548
    is_first = True
    cohort = factory.SubFactory(
        CohortFactory,
        institution=factory.SelfAttribute("..institution"),
        graduation_year_be=factory.SelfAttribute("..graduation_year_be"),
    )


class GraduateFactory(PersonFactory):
    """A person with a name and a first degree: `GraduateFactory(degree__faculty=faculty)`."""

    class Meta:
        model = Graduate
        skip_postgeneration_save = True

    degree = factory.RelatedFactory(DegreeFactory, factory_related_name="person")


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    person = factory.SubFactory(PersonFactory)
    kind = Contact.Kind.EMAIL
    value = factory.Sequence(lambda n: f"graduate{n}@example.org")


class AddressFactory(DjangoModelFactory):
    class Meta:
        model = Address

    person = factory.SubFactory(PersonFactory)
    house_no = "1/1"
    moo = "2"
    subdistrict = "คอหงส์"
    district = "หาดใหญ่"
    province = factory.SubFactory(ProvinceFactory)
    postcode = "90110"
    country = factory.SubFactory(CountryFactory)


class ClaimFactory(DjangoModelFactory):
    """Somebody of whom nothing is known waits for the office: `ClaimFactory(person=graduate, state="approved")`."""

    class Meta:
        model = Claim

    name = factory.Sequence(lambda n: f"อารี ใจดี{_thai_letters(n)}")
    year_be = 2548
    birth_date = "1982-05-14"
    email = factory.Sequence(lambda n: f"claimant{n}@example.org")
    message = "เรียนสาขาฟิสิกส์"
    state = Claim.State.OPEN
    obstacle = Claim.Obstacle.NO_MATCH


class EmploymentFactory(DjangoModelFactory):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    employer = "บริษัทตัวอย่าง จำกัด"
    position = "วิศวกร"
    country = factory.SubFactory(CountryFactory)


class HelpOfferFactory(DjangoModelFactory):
    class Meta:
        model = HelpOffer

    person = factory.SubFactory(PersonFactory)
    kind = HelpOffer.Kind.MENTOR
    audience = "alumni"


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    person = factory.SubFactory(PersonFactory)


def _thai_letters(number):
    """A different ending for each number, in letters that a name may have: surnames hold no digits."""
    letters = "กขคงจชดตทน"
    return "".join(letters[int(digit)] for digit in str(number))
