"""What the directory shows of each person: what is open to the readers of a tier, and nothing else is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from apps.records import policy
from apps.records.models import Employment, HelpOffer, SearchRow

from .parts import DegreeLine, Line, NameLine, fetch, in_language, number


@dataclass(frozen=True, slots=True)
class PostLine:
    """What somebody does, and where; the higher the key the later it was entered."""

    id: int
    position: str
    employer: str
    sector: str

    def get_sector_display(self) -> str:
        return str(Employment.Sector(self.sector).label) if self.sector else ""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A help that somebody offers."""

    kind: str

    def get_kind_display(self) -> str:
        return str(HelpOffer.Kind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLine(Line):
    """A person as the directory shows them; the first degree is first, the post that was entered last is first.
    `hides_work`: they hold a post that is not for these readers. `photo` is a file under MEDIA_ROOT."""

    province_th: str | None
    province_en: str | None
    country_th: str | None
    country_en: str | None
    offers: list[OfferLine]
    photo: str
    holds_a_hidden_post: bool
    degrees: list[DegreeLine] = field(default_factory=list)
    posts: list[PostLine] = field(default_factory=list)

    @property
    def degree(self) -> DegreeLine | None:
        return self.degrees[0] if self.degrees else None

    @property
    def post(self) -> PostLine | None:
        return self.posts[0] if self.posts else None

    @property
    def hides_work(self) -> bool:
        return self.holds_a_hidden_post and not self.posts

    @property
    def province(self) -> str:
        return in_language(self.province_th, self.province_en)

    @property
    def country(self) -> str:
        """Where they live, if that is not Thailand."""
        return in_language(self.country_th, self.country_en)


_LINES = """
SELECT 'person' AS part, s.person_id, CAST(p.public_id AS text), r.name_th, r.name_en, y.name_th, y.name_en, s.offers,
  CASE WHEN o.photo_audience IN ({open}) THEN o.photo END,
  CASE WHEN EXISTS (SELECT 1 FROM records_employment e
    WHERE e.person_id = s.person_id AND e.is_current AND e.audience NOT IN ({open})) THEN 'yes' END, '', ''
FROM records_searchrow s JOIN records_person p ON p.id = s.person_id
LEFT JOIN records_province r ON r.code = s.province_id
LEFT JOIN records_country y ON y.code = s.country_id AND y.code <> 'TH'
LEFT JOIN records_profile o ON o.person_id = s.person_id
WHERE s.tier = %s AND s.person_id IN ({people})
UNION ALL
SELECT 'name', person_id, CASE WHEN is_current THEN 'yes' END, title_th, first_th, middle_th, last_th, title_en,
  first_en, middle_en, last_en, nickname
FROM records_personname WHERE audience IN ({open}) AND person_id IN ({people})
UNION ALL
SELECT 'degree', d.person_id, CASE WHEN d.is_first THEN 'yes' END, d.level, CAST(d.graduation_year_be AS text),
  CAST(c.number AS text), t.abbr_th, t.abbr_en, f.name_th, f.name_en, '', ''
FROM records_degree d LEFT JOIN records_cohort c ON c.id = d.cohort_id
LEFT JOIN records_degreetitle t ON t.id = d.title_id LEFT JOIN records_faculty f ON f.id = d.faculty_id
WHERE d.status = 'conferred' AND d.audience IN ({open}) AND d.person_id IN ({people})
UNION ALL
SELECT 'post', person_id, CAST(id AS text), position, employer, sector, '', '', '', '', '', ''
FROM records_employment WHERE is_current AND audience IN ({open}) AND person_id IN ({people})"""
_STATEMENTS = {
    tier: _LINES.replace("{open}", ", ".join(f"'{each}'" for each in sorted(reader.audiences)))
    for tier, reader in policy.TIERS.items()
}


def directory_lines_of(person_ids: Sequence[int], *, tier: SearchRow.Tier) -> list[DirectoryLine]:
    """The lines of these people, in this order; people whom the tier does not know are left out."""
    rows = fetch(_STATEMENTS[tier], person_ids, tier.value) if person_ids else []
    found = {person_id: _person(person_id, *values) for part, person_id, *values in rows if part == "person"}
    for part, person_id, *values in rows:
        if part == "name" and person_id in found:
            found[person_id].names.append(NameLine(values[0] is not None, *values[1:]))
        if part == "degree" and person_id in found:
            found[person_id].degrees.append(_degree(*values[:8]))
        if part == "post" and person_id in found:
            found[person_id].posts.append(PostLine(int(values[0]), *values[1:4]))
    for person in found.values():
        person.names.sort(key=lambda name: not name.is_current)
        person.degrees.sort(key=lambda degree: (not degree.is_first, -(degree.year or 0)))
        person.posts.sort(key=lambda post: -post.id)
    return [found[person_id] for person_id in person_ids if person_id in found]


def _person(person_id: int, public_id: str, *rest: str | None) -> DirectoryLine:
    province_th, province_en, country_th, country_en, offers, photo, hidden_post, *_ = rest
    return DirectoryLine(
        person_id,
        UUID(public_id),
        province_th=province_th,
        province_en=province_en,
        country_th=country_th,
        country_en=country_en,
        offers=[OfferLine(kind) for kind in (offers or "").split()],
        photo=photo or "",
        holds_a_hidden_post=hidden_post is not None,
    )


def _degree(first: str | None, level: str, year: str | None, cohort: str | None, *names: str | None) -> DegreeLine:
    return DegreeLine(first is not None, level, number(year), number(cohort), *names)
