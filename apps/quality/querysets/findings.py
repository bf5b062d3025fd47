"""What looks wrong in people's records, each as a query for the keys of those of whom it is true. Some of it is right
all the same; whoever looks decides. Every check reads whole tables at once and no person by themselves."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear, Greatest, Least, Length, Substr
from django.utils import timezone

from apps.core.lib.titles import TITLES
from apps.records.models import (
    Address,
    Contact,
    ContactLogEntry,
    Death,
    Degree,
    DoNotContact,
    Employment,
    HelpOffer,
    Institution,
    Person,
    PersonName,
    Province,
    SearchRow,
)

People = QuerySet[Any]
YOUNGEST, OLDEST = 15, 75  # years of age at which people begin to study
LONGEST_STUDY = 12  # years; a bachelor's takes two at least
THAI, LATIN = r"[ก-๙]", r"[A-Za-z]"
_REACHING = (Contact.Kind.EMAIL, Contact.Kind.MOBILE, Contact.Kind.PHONE, Contact.Kind.LINE)


def _office_rows() -> QuerySet[SearchRow]:
    return SearchRow.objects.filter(tier=SearchRow.Tier.OFFICE)


def _living_graduates() -> QuerySet[SearchRow]:
    return _office_rows().filter(is_graduate=True, is_deceased=False)


def _conferred() -> QuerySet[Degree]:
    return Degree.objects.filter(status=Degree.Status.CONFERRED)


def stale() -> People:
    """Reachable, but no contact and no address has been confirmed for years."""
    before = timezone.now() - timedelta(days=365 * settings.STALE_AFTER_YEARS)
    known = Coalesce("confirmed_at", "recorded_at")
    fresh = [
        rows.filter(person=OuterRef("person")).annotate(known=known).filter(known__gte=before)
        for rows in (
            Contact.objects.filter(status=Contact.Status.LIVE, kind__in=_REACHING),
            Address.objects.filter(status=Address.Status.LIVE),
        )
    ]
    reachable = _living_graduates().filter(is_reachable=True)
    return reachable.filter(~Exists(fresh[0]), ~Exists(fresh[1])).values_list("person_id")


def bounced() -> People:
    """Every e-mail address that is known of them sends mail back."""
    emails = Contact.objects.filter(kind=Contact.Kind.EMAIL)
    live = emails.filter(status=Contact.Status.LIVE, person=OuterRef("person"))
    return emails.filter(~Exists(live), status=Contact.Status.BOUNCED).values_list("person_id").distinct()


def lost_with_account() -> People:
    """Counted as lost, although they sign in here."""
    wished = DoNotContact.objects.filter(person=OuterRef("person"), channel=DoNotContact.Channel.ALL)
    lost = _living_graduates().filter(is_reachable=False, person__account__is_active=True)
    return lost.filter(~Exists(wished)).values_list("person_id")


def incomplete_degree() -> People:
    """A degree was conferred, but by which faculty or at which campus is not recorded."""
    lacking = _conferred().filter(Q(faculty__isnull=True) | Q(campus__isnull=True))
    return lacking.values_list("person_id").distinct()


def no_first_degree() -> People:
    """Has a degree by study, but none is marked as the first: the person is in no cohort and is counted nowhere."""
    first = Degree.objects.filter(person=OuterRef("person"), is_first=True)
    by_study = _conferred().exclude(level="honorary")
    return by_study.filter(~Exists(first)).values_list("person_id").distinct()


def years_of_study() -> People:
    """Studied for longer than anybody may, or took a bachelor's degree in less than two years."""
    years = _conferred().annotate(years=F("graduation_year_be") - F("entry_year_be"))
    return (
        years.filter(Q(years__gt=LONGEST_STUDY) | Q(years__lt=2, level="bachelor")).values_list("person_id").distinct()
    )


def second_before_first() -> People:
    """A further degree was conferred in an earlier year than the one that counts as the first."""
    first = Degree.objects.filter(
        person=OuterRef("person"), is_first=True, graduation_year_be__gt=OuterRef("graduation_year_be")
    )
    return (
        _conferred()
        .filter(Exists(first), is_first=False)
        .exclude(level="honorary")
        .values_list("person_id")
        .distinct()
    )


def conferred_day() -> People:
    """The day of the ceremony is before the academic year, or years after it."""
    day = _conferred().annotate(late=ExtractYear("conferred_on") + Value(543) - F("graduation_year_be"))
    return day.filter(Q(late__lt=0) | Q(late__gt=3)).values_list("person_id").distinct()


def before_faculty() -> People:
    """Graduated before the faculty was there, or years after it was closed."""
    degrees = _conferred().filter(
        Q(graduation_year_be__lt=Least("faculty__founded_be", Coalesce("faculty__first_graduates_be", 9999)))
        | Q(graduation_year_be__gt=F("faculty__closed_be") + LONGEST_STUDY)
    )
    return degrees.values_list("person_id").distinct()


def student_id() -> People:
    """The student id does not begin with the year of entry, or has a form that the university never used."""
    patterns = [each["pattern"] for each in _patterns()]
    known = Q(*[("student_id__regex", pattern) for pattern in patterns], _connector=Q.OR) if patterns else Q()
    degrees = Degree.objects.filter(~Q(student_id="")).annotate(
        begins=Substr("student_id", 1, 2),
        year=Cast(F("entry_year_be") % 100 + 100, output_field=models.CharField(max_length=3)),
    )
    other_year = Q(entry_year_be__isnull=False) & ~Q(year=Concat(Value("1"), "begins"))
    return degrees.filter(~known | other_year if patterns else other_year).values_list("person_id").distinct()


def _patterns() -> list[dict[str, Any]]:
    served = Institution.objects.filter(code=settings.INSTITUTION).first()
    return [each for each in (served.student_id_patterns if served else []) if isinstance(each, dict)]


def age_at_entry() -> People:
    """Too young or too old to have begun to study in that year: the birth date or the year is wrong."""
    born = Cast(Substr("person__birth_date", 1, 4), IntegerField())
    degrees = Degree.objects.filter(entry_year_be__isnull=False, person__birth_date__isnull=False)
    ages = degrees.annotate(age=F("entry_year_be") - Value(543) - born)
    return ages.filter(Q(age__lt=YOUNGEST) | Q(age__gt=OLDEST)).values_list("person_id").distinct()


def wrong_script() -> People:
    """The Thai name holds Latin letters, or the other way round."""
    in_thai = Q(first_th__regex=LATIN) | Q(last_th__regex=LATIN)
    in_latin = Q(first_en__regex=THAI) | Q(last_en__regex=THAI)
    return PersonName.objects.filter(in_thai | in_latin, is_current=True).values_list("person_id")


def gender_and_title() -> People:
    """A man with a woman's title, or a woman with a man's."""
    other = {"m": _titles("f"), "f": _titles("m")}
    contradicts = Q()
    for gender, titles in other.items():
        contradicts |= Q(person__gender=gender, title_th__in=titles)
    return PersonName.objects.filter(contradicts, is_current=True).values_list("person_id")


def _titles(gender: str) -> list[str]:
    return sorted(
        {written for title in TITLES if title.gender == gender for written in (title.th, title.abbr) if written}
    )


def name_incomplete() -> People:
    """No name is in use, or the one in use lacks the first name or the surname."""
    whole = PersonName.objects.filter(Q(first_th__gt="", last_th__gt="") | Q(first_en__gt="", last_en__gt=""))
    return Person.objects.filter(~Exists(whole.filter(is_current=True, person=OuterRef("pk")))).values_list("pk")


def dead_in_use() -> People:
    """Deceased by two sources, but something still runs: an account, a follow-up, an offer of help, a wish."""
    here = {"person": OuterRef("person")}
    today = timezone.localdate()
    wishes = DoNotContact.objects.filter(Q(until__isnull=True) | Q(until__gte=today), **here)
    follow_ups = ContactLogEntry.objects.filter(follow_up_on__isnull=False, done_at__isnull=True, **here)
    runs = Q(person__account__isnull=False) | Exists(follow_ups) | Exists(HelpOffer.objects.filter(**here))
    return Death.objects.filter(runs | Exists(wishes), confirmed_at__isnull=False).values_list("person_id")


def two_posts() -> People:
    """More than one post is recorded as the present one."""
    posts = Employment.objects.filter(is_current=True).values_list("person_id")
    return posts.annotate(number=Count("pk")).filter(number__gt=1).values_list("person_id")


def shared_email() -> People:
    """Shares an e-mail address with somebody of another surname: one of them may have been given it by mistake."""
    emails = Contact.objects.filter(kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    named = emails.filter(person__names__is_current=True)
    surnames = named.values("value").annotate(
        one=models.Min("person__names__last_th"), other=Max("person__names__last_th")
    )
    shared = surnames.filter(one__lt=F("other")).exclude(one="").values("value")
    return emails.filter(value__in=shared).values_list("person_id").distinct()


def postcode() -> People:
    """The postcode is not one of the province, or has not five digits."""
    pairs = [
        f"{code}{prefix}"
        for code, prefixes in Province.objects.order_by("code").values_list("code", "postcode_prefixes")
        for prefix in prefixes
    ]
    addresses = Address.objects.filter(status=Address.Status.LIVE, province__isnull=False).exclude(postcode="")
    parts = addresses.annotate(length=Length("postcode"))
    fits = Q()
    for length, same in groupby(sorted(pairs, key=len), key=len):
        name = f"pair_{length}"
        parts = parts.annotate(**{name: Concat("province_id", Substr("postcode", 1, length - 2))})
        fits |= Q(**{f"{name}__in": list(same)})
    return parts.filter(~fits | ~Q(length=5)).values_list("person_id").distinct()


def unlikely_future() -> People:
    """A year or day that has not come: born, graduated or employed in the future."""
    today = timezone.localdate()
    year = today.year + 543
    degrees = Degree.objects.annotate(latest=Greatest(Coalesce("graduation_year_be", 0), Coalesce("entry_year_be", 0)))
    later = degrees.filter(latest__gt=year).values_list("person_id")
    return Person.objects.filter(Q(birth_date__gt=today) | Q(pk__in=later)).values_list("pk")
