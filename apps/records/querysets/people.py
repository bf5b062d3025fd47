"""People, as those may see them who look after the registry."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connections, models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q
from django.db.models.functions import Collate

if TYPE_CHECKING:
    from apps.records.models import Graduate, Person  # noqa: F401 - names for the type checker

AnyPerson = TypeVar("AnyPerson", bound="Person")


def campuses_of(viewer: AbstractBaseUser) -> tuple[int, ...] | None:
    """The campuses to which a member of staff is limited; None for the whole university. Of whoever has asked for a
    page it is read once: nobody changes their own."""
    from apps.records.models import StaffScope  # noqa: PLC0415 - the models import this module

    asked: dict[str, tuple[int, ...]] = getattr(viewer, "for_this_request", {})
    if "campuses" not in asked:
        limits = StaffScope.objects.filter(user_id=viewer.pk).order_by("campus_id")
        asked["campuses"] = tuple(limits.values_list("campus_id", flat=True))
    return asked["campuses"] or None


class PeopleQuerySet(models.QuerySet[AnyPerson]):
    """People of the registry."""

    def visible_to(self, viewer: AbstractBaseUser | AnonymousUser) -> Self:
        """Everybody for staff who may see the registry, those who studied at their campuses where they are limited
        to some; nobody for anyone else."""
        from apps.records import rules  # noqa: PLC0415 - the models import this module

        if isinstance(viewer, AnonymousUser) or not rules.may_see_scope(viewer):
            return self.none()
        scope = campuses_of(viewer)
        return self if scope is None else self.who_studied_at(scope)

    def who_studied_at(self, campuses: tuple[int, ...]) -> Self:
        from apps.records.models import Degree  # noqa: PLC0415 - the models import this module

        return self.filter(Exists(Degree.objects.filter(person=OuterRef("pk"), campus__in=campuses)))

    def with_display(self) -> Self:
        """What a line in a list needs: `current_names` (at most one) and `first_degrees` (at most one, with faculty,
        cohort and title), so that templates never query."""
        from apps.records.models import Degree, PersonName  # noqa: PLC0415 - the models import this module

        degrees = Degree.objects.filter(is_first=True).select_related("faculty", "cohort", "title")
        return self.prefetch_related(
            Prefetch("names", queryset=PersonName.objects.filter(is_current=True), to_attr="current_names"),
            Prefetch("degrees", queryset=degrees, to_attr="first_degrees"),
        )

    def for_export(self) -> Self:
        """What files and letters take from a person and no more (the whole registry is read so), in Thai order; see
        `exports.Exported`."""
        from apps.records import models as records  # noqa: PLC0415 - the models import this module

        degrees = records.Degree.objects.select_related("faculty", "campus", "cohort", "title").only(
            *("person", "student_id", "level", "is_first", "graduation_year_be", "cohort__number", "title__abbr_th"),
            *("faculty__name_th", "faculty__name_en", "campus__name_th", "campus__name_en"),
        )
        addresses = records.Address.objects.filter(status=records.Address.Status.LIVE)
        parts = ("title", "first", "middle", "last")
        names = [f"{part}_{script}" for part in parts for script in ("th", "en")]
        fetched = {  # to lists of their own: a prefetch onto the relation itself costs a query object for each person
            "current_names": records.PersonName.objects.filter(is_current=True).only("person", "nickname", *names),
            "all_degrees": degrees.order_by("-is_first", "pk"),
            "live_contacts": records.Contact.objects.filter(status=records.Contact.Status.LIVE)
            .only("person", "kind", "value")
            .order_by("-is_primary", "pk"),
            "live_addresses": addresses.select_related("province", "country"),
            "current_posts": records.Employment.objects.filter(is_current=True).only("person", "employer", "position"),
            "wishes": records.DoNotContact.objects.only("person", "channel", "since", "until"),
        }
        relations = ("names", "degrees", "contacts", "addresses", "employments", "do_not_contact")
        return (
            self.in_thai_order()
            .select_related("death")
            .only("public_id", "death__confirmed_at")
            .prefetch_related(
                *(
                    Prefetch(relation, queryset=queryset, to_attr=name)
                    for relation, (name, queryset) in zip(relations, fetched.items(), strict=True)
                )
            )
        )

    def in_thai_order(self) -> Self:
        """As a Thai list has them: by first name, then by surname."""
        collation = "C" if connections[self.db].vendor == "postgresql" else "BINARY"
        row = FilteredRelation("search_rows", condition=Q(search_rows__tier="office"))
        return self.annotate(_row=row).order_by(Collate(F("_row__sort_key"), collation), "pk")


class PersonQuerySet(PeopleQuerySet["Person"]):
    """People of the registry."""


class GraduateQuerySet(PeopleQuerySet["Graduate"]):
    """People on whom this university conferred a degree by study: those who have a first degree."""

    if not TYPE_CHECKING:  # the type checker has a notion of its own of what this gives

        @classmethod
        def as_manager(cls):
            return GraduateManager()


class GraduateManager(models.Manager.from_queryset(GraduateQuerySet)):  # type: ignore[misc] # made at run time
    """Hands out graduates only."""

    def get_queryset(self) -> GraduateQuerySet:
        from apps.records.models import Degree  # noqa: PLC0415 - the models import this module

        people: GraduateQuerySet = super().get_queryset()
        return people.filter(Exists(Degree.objects.filter(person=OuterRef("pk"), is_first=True)))
