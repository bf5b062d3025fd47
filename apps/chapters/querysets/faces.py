"""What a group's pages show of people: what each of them lets this reader see, asked of the visibility policy for each
one by itself, in a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from apps.records import policy
from apps.records.models import Death, Degree, Employment, Person, PersonName, Profile
from apps.records.policy import ALUMNUS, FELLOW, STRANGER, Reader
from apps.records.querysets.lines import DegreeLine, NameLine, PostLine
from apps.records.querysets.restrictions import left_alone_among

_NAME_PARTS = (
    *("title_th", "first_th", "middle_th", "last_th", "title_en", "first_en", "middle_en", "last_en"),
    "nickname",
)


@dataclass(frozen=True)
class Face:
    """Somebody as the reader may see them, in plain values, so that no page can reach for more. Whose name is hidden
    has no face at all."""

    id: int
    public_id: UUID
    name: NameLine
    degree: DegreeLine | None = None
    post: PostLine | None = None
    photo: str = ""

    def __str__(self) -> str:
        return self.name.full


def readers_of(viewer: Person | None, person_ids: Collection[int], *, is_alumnus: bool) -> dict[int, Reader]:
    """Whose eyes the viewer has for each of them; for themself, those of a fellow: they see the list as others do."""
    if viewer is None or not is_alumnus:
        return dict.fromkeys(person_ids, STRANGER)
    fellows = policy.fellows_among(viewer, person_ids)
    return {key: FELLOW if key in fellows or key == viewer.pk else ALUMNUS for key in person_ids}


def faces(person_ids: Iterable[int], viewer: Person | None, *, is_alumnus: bool) -> dict[int, Face]:
    """Those of the people who have a face for this viewer, by key."""
    return seen_by(readers_of(viewer, list(person_ids), is_alumnus=is_alumnus))


def seen_by(readers: dict[int, Reader]) -> dict[int, Face]:
    """The same for those of whom it is known by whose eyes each is seen."""
    names = {row.person_id: row for row in _open(PersonName.objects.filter(is_current=True), readers)}
    listed = _listed(names)
    public_ids = dict(Person.objects.filter(pk__in=listed).values_list("pk", "public_id"))
    degrees: dict[int, DegreeLine] = {}
    conferred = Degree.objects.filter(status=Degree.Status.CONFERRED).select_related("faculty", "cohort")
    for degree in _open(conferred.order_by("-is_first", "pk"), readers):
        degrees.setdefault(degree.person_id, _study(degree))
    posts: dict[int, PostLine] = {}
    for post in _open(Employment.objects.filter(is_current=True).order_by("-pk"), readers):
        posts.setdefault(post.person_id, PostLine(post.pk, post.position, post.employer, post.sector))
    photos = {
        row.person_id: row.photo
        for row in Profile.objects.filter(person__in=listed).exclude(photo="")
        if readers[row.person_id].may_see(row.photo_audience)
    }
    return {
        key: Face(key, public_ids[key], _name(names[key]), degrees.get(key), posts.get(key), photos.get(key, ""))
        for key in readers
        if key in listed
    }


def titled_names(person_ids: Iterable[int]) -> dict[int, str]:
    """What people are called who have told it themselves to whoever reads this: they asked the group to take them."""
    rows = PersonName.objects.filter(person__in=list(person_ids), is_current=True)
    return {row.person_id: row.titled for row in rows}


def _name(name: PersonName) -> NameLine:
    return NameLine(True, **{part: getattr(name, part) for part in _NAME_PARTS})


def _study(degree: Degree) -> DegreeLine:
    faculty, cohort = degree.faculty, degree.cohort
    return DegreeLine(
        is_first=degree.is_first,
        level=degree.level,
        year=degree.graduation_year_be,
        cohort=cohort.number if cohort else None,
        abbr_th=None,
        abbr_en=None,
        faculty_th=faculty.name_th if faculty else None,
        faculty_en=faculty.name_en if faculty else None,
    )


def _open(rows, readers: dict[int, Reader]):  # type: ignore[no-untyped-def] # a queryset of facts, whichever
    return [row for row in rows.filter(person__in=list(readers)) if readers[row.person_id].may_see(row.audience)]


def _listed(person_ids: Collection[int]) -> set[int]:
    """Who has a page at all (`records.policy.Standing`)."""
    graduates = Degree.objects.filter(person__in=person_ids, is_first=True).values_list("person_id", flat=True)
    outside = Profile.objects.filter(person__in=person_ids, in_directory=False).values_list("person_id", flat=True)
    dead = Death.objects.filter(person__in=person_ids, confirmed_at__isnull=False).values_list("person_id", flat=True)
    return set(graduates) - set(outside) - set(dead) - left_alone_among(person_ids)
