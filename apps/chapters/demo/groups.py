"""Builds the groups. Founding, posts, terms and requests go through the same actions as in real life; the many
memberships are written at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions import chapters, joining, links, members, officers, posts, reference
from apps.chapters.models import Chapter, Due, Membership, Position
from apps.records.actions import people
from apps.records.models import Audience, Death, Institution, Person, PersonName

from . import LEADER, keeping, news, telling
from .grounds import Ground, first_degrees, grounds

ASSOCIATION_MEMBERS = 2_000
NOTES = ("ย้ายมาทำงานที่นี่ปีที่แล้ว อยากรู้จักพี่น้อง", "อยากช่วยงานทุนการศึกษา", "เพื่อนในรุ่นชวนมา")
ABOUT = "พบกันทุกไตรมาส ช่วยกันดูแลทุนการศึกษาและแนะแนวน้องที่เพิ่งจบ"
OFFICE = "records@office.example"
PERSONAS = ("early@alumni.example", "recent@alumni.example")


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Does nothing where there are groups already, or nobody who could belong to one."""
    institution = Institution.objects.served()
    office = User.objects.filter(email=OFFICE).first()
    if office is None or Chapter.objects.exclude(kind=Chapter.Kind.ASSOCIATION).exists():
        return
    dead = set(Death.objects.values_list("person", flat=True))
    association = reference.load()
    if association is not None:
        everybody = first_degrees(institution).order_by("pk").values_list("person", flat=True)
        _fill(association, _spread(everybody, ASSOCIATION_MEMBERS, dead), office)
    made = [_found(ground, institution, association, dead, office) for ground in grounds(institution)]
    _officers([*([association] if association else []), *made])
    _leader(made, office)
    _personas(made, office)
    telling.talk(made, office=office)
    say("Alumni groups with members, officers and requests")


def _found(ground: Ground, institution: Institution, parent: Chapter | None, dead: set[int], office: User) -> Chapter:
    today = timezone.localdate()
    chapter = Chapter(
        institution=institution,
        slug=ground.slug,
        kind=ground.kind,
        parent=parent,
        status=Chapter.Status.RECOGNISED,
        recognised_on=today - timedelta(days=900),
        joining=Chapter.Joining.OPEN if ground.kind in {"faculty", "campus", "cohort"} else Chapter.Joining.APPROVAL,
        name_th=ground.name_th,
        name_en=ground.name_en,
        about_th=ABOUT,
        yearly_dues=100 if ground.kind == "province" else None,
        **ground.on,
    )
    chapters.found(chapter, by=None)
    posts.add_usual(chapter, by=None)
    chapters.set_liaison(chapter, office, by=None, since=today - timedelta(days=400))
    persons = ground.people.order_by("person").values_list("person", flat=True).distinct()
    _fill(chapter, _spread(persons, ground.most, dead), office)
    return chapter


def _fill(chapter: Chapter, person_ids: Sequence[int], office: User) -> None:
    """Members since different days; every twelfth for life, every tenth an associate member."""
    origin = {"association": "alumni", "abroad": "country"}.get(chapter.kind, chapter.kind)
    today, now = timezone.localdate(), timezone.now()
    ranks = Membership.Rank
    quiet = 400 if chapter.kind == Chapter.Kind.ABROAD else 30  # where nothing has happened for a year
    Membership.objects.bulk_create(
        [
            Membership(
                chapter=chapter,
                person_id=key,
                state=Membership.State.MEMBER,
                origin=origin,
                rank=ranks.LIFE if place % 12 == 5 else ranks.ASSOCIATE if place % 10 == 7 else ranks.ORDINARY,
                since=today - timedelta(days=quiet + key * 37 % 2400),
                decided_by=office,
                decided_at=now,
            )
            for place, key in enumerate(person_ids)
        ],
        batch_size=500,
    )
    if chapter.yearly_dues:
        _dues(chapter, person_ids[::3], office, today)


def _dues(chapter: Chapter, person_ids: Sequence[int], office: User, today: date) -> None:
    Due.objects.bulk_create(
        Due(
            chapter=chapter,
            person_id=key,
            year_be=today.year + 543,
            amount=chapter.yearly_dues or 0,
            paid_on=today - timedelta(days=key % 200),
            noted_by=office,
        )
        for key in person_ids
    )


def _officers(made: Sequence[Chapter]) -> None:
    """Heads, secretaries and treasurers; the terms of some end soon, and one group has nobody any more."""
    today = timezone.localdate()
    open_names = PersonName.objects.filter(is_current=True).exclude(audience=Audience.OFFICE)
    for place, chapter in enumerate(made):
        held = Membership.objects.held().filter(chapter=chapter, person__in=open_names.values("person"))
        chosen = Person.objects.filter(pk__in=held.order_by("pk").values_list("person", flat=True)[:4])
        ends = today + timedelta(days=40 if place % 5 == 2 else 420)
        if place % 7 == 6:
            ends = today - timedelta(days=70)
        roles = (Position.Role.PRESIDENT, Position.Role.SECRETARY, Position.Role.TREASURER, Position.Role.COMMITTEE)
        for role, person in zip(roles, chosen, strict=False):
            position = Position.objects.filter(chapter=chapter, role=role).first()
            if position is not None:
                officers.appoint(position, person, since=ends - timedelta(days=729), until=ends, by=None)


def _leader(made: Sequence[Chapter], office: User) -> None:
    """Somebody with an account heads the largest group of a province, where people ask to join."""
    chapter = next((each for each in made if each.kind == Chapter.Kind.PROVINCE), None)
    if chapter is None:
        return
    held = Membership.objects.held().filter(chapter=chapter, person__account=None, person__death=None)
    free = held.exclude(person__officer_terms__isnull=False).filter(person__degrees__is_first=True)
    membership = free.order_by("pk").select_related("person").first()
    if membership is None:
        return
    leader = membership.person
    account = _account(LEADER, leader)
    people.change(leader, {"account": account}, by=office)
    deputy = Position.objects.get(chapter=chapter, role=Position.Role.VICE_PRESIDENT)
    today = timezone.localdate()
    since, until = today - timedelta(days=300), today + timedelta(days=60)
    officers.appoint(deputy, leader, since=since, until=until, by=None)
    links.make(chapter, days=30, label="ป้ายหน้างานคืนสู่เหย้า", by=account)
    _requests(chapter, office)
    reader = Person.objects.filter(account__email=PERSONAS[1]).select_related("account").first()
    leader.account = account
    news.write(chapter, leader, by=account, office=office, reader=reader)
    keeping.fill(chapter, leader, by=account, reader=reader)
    others = [each for each in made if each.kind == Chapter.Kind.PROVINCE and each.pk != chapter.pk]
    telling.write(chapter, leader, by=account, others=others, office=office)


def _requests(chapter: Chapter, office: User) -> None:
    outside = Person.objects.filter(degrees__is_first=True, account=None, death=None)
    outside = outside.exclude(memberships__chapter=chapter).order_by("-pk")
    for person, note in zip(outside[: len(NOTES)], NOTES, strict=False):
        joining.ask(chapter, person, by=office, note=note)


def _personas(made: Sequence[Chapter], office: User) -> None:
    """The personas belong to groups too: one heads a faculty's, one is invited into a province's."""
    early, recent = (Person.objects.filter(account__email=email).first() for email in PERSONAS)
    faculty = next((each for each in made if each.kind == Chapter.Kind.FACULTY), None)
    province = next((each for each in made if each.kind == Chapter.Kind.PROVINCE), None)
    if early is not None and faculty is not None:
        if Membership.objects.open_between(faculty, early) is None:
            members.enter(faculty, early, by=office)
        today = timezone.localdate()
        post = Position.objects.get(chapter=faculty, role=Position.Role.VICE_PRESIDENT)
        officers.appoint(post, early, since=today - timedelta(days=200), until=today + timedelta(days=500), by=None)
    if recent is not None and province is not None and Membership.objects.open_between(province, recent) is None:
        members.invite(province, recent, by=office)


def _account(email: str, person: Person) -> User:
    name = PersonName.objects.get(person=person, is_current=True)
    user = User.objects.create_user(email, None, name=name.full_th or name.full_en)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _spread(person_ids: Iterable[int], most: int, dead: set[int]) -> list[int]:
    """So many of the living, all along the list."""
    alive = [key for key in person_ids if key not in dead]
    step = max(1, len(alive) // most)
    return alive[::step][:most]
