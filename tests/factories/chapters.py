"""Groups of alumni: their members, posts and terms."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.chapters.models import (
    Album,
    Chapter,
    ChapterName,
    Complaint,
    Decision,
    Document,
    DocumentVersion,
    Due,
    GroupLetter,
    GroupMerge,
    Hold,
    Introduction,
    JoinLink,
    LetterRecipient,
    Liaison,
    Matter,
    Membership,
    Nomination,
    OfficerTerm,
    Photo,
    Position,
    Post,
    PostReport,
    Seat,
    Talk,
    YearlyReport,
)
from apps.core.models import AuditBatch

from .accounts import StaffFactory, UserFactory
from .directory import AlumnusFactory
from .records import CohortFactory, FacultyFactory, GraduateFactory, InstitutionFactory, ProvinceFactory


class ChapterFactory(DjangoModelFactory):
    """A recognised group of the province of Songkhla: `ChapterFactory(of_faculty=True)` for one of a new faculty."""

    class Meta:
        model = Chapter
        skip_postgeneration_save = True

    class Params:
        of_faculty = factory.Trait(kind="faculty", province=None, faculty=factory.SubFactory(FacultyFactory))
        of_cohort = factory.Trait(kind="cohort", province=None, cohort=factory.SubFactory(CohortFactory))
        association = factory.Trait(kind="association", province=None)

    institution = factory.SubFactory(InstitutionFactory)
    slug = factory.Sequence(lambda n: f"group-{n}")
    kind = Chapter.Kind.PROVINCE
    province = factory.SubFactory(ProvinceFactory)
    status = Chapter.Status.RECOGNISED
    name_th = factory.Sequence(lambda n: f"ชมรมศิษย์เก่า {n}")
    name_en = factory.Sequence(lambda n: f"Alumni group {n}")
    named = factory.RelatedFactory("tests.factories.chapters.ChapterNameFactory", factory_related_name="chapter")


class ChapterNameFactory(DjangoModelFactory):
    class Meta:
        model = ChapterName

    chapter = factory.SubFactory(ChapterFactory, named=None)
    name_th = factory.SelfAttribute("chapter.name_th")
    name_en = factory.SelfAttribute("chapter.name_en")


class LiaisonFactory(DjangoModelFactory):
    class Meta:
        model = Liaison

    chapter = factory.SubFactory(ChapterFactory)
    officer = factory.SubFactory(StaffFactory)
    since = factory.LazyFunction(timezone.localdate)


class MembershipFactory(DjangoModelFactory):
    """A member; `MembershipFactory(waits="asked")` for one who waits."""

    class Meta:
        model = Membership

    class Params:
        waits = None

    chapter = factory.SubFactory(ChapterFactory)
    person = factory.SubFactory(AlumnusFactory)
    state = factory.LazyAttribute(lambda row: row.waits or "member")
    since = factory.LazyAttribute(lambda row: None if row.waits else timezone.localdate() - timedelta(days=30))


class PositionFactory(DjangoModelFactory):
    """A post with one seat: `PositionFactory(seats=3)`; the head's unless told otherwise."""

    class Meta:
        model = Position
        skip_postgeneration_save = True

    chapter = factory.SubFactory(ChapterFactory)
    role = Position.Role.PRESIDENT
    name_th = factory.Sequence(lambda n: f"ประธาน {n}")
    name_en = factory.Sequence(lambda n: f"Chair {n}")

    @factory.post_generation
    def seats(self, create, extracted, **_):
        for number in range(1, (1 if extracted is None else extracted) + 1):
            Seat.objects.create(position=self, number=number)


class TermFactory(DjangoModelFactory):
    """A member holds a post today: `TermFactory(seat__position__role="treasurer", person=…)`."""

    class Meta:
        model = OfficerTerm

    seat = factory.SubFactory("tests.factories.chapters.SeatFactory")
    person = factory.LazyAttribute(lambda row: MembershipFactory(chapter=row.seat.position.chapter).person)
    since = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=600))


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    position = factory.SubFactory(PositionFactory, seats=0)
    number = 1


class NominationFactory(DjangoModelFactory):
    class Meta:
        model = Nomination

    seat = factory.SubFactory(SeatFactory)
    person = factory.LazyAttribute(lambda row: MembershipFactory(chapter=row.seat.position.chapter).person)
    since = factory.LazyFunction(timezone.localdate)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=700))
    proposed_by = factory.SubFactory(UserFactory)


class JoinLinkFactory(DjangoModelFactory):
    class Meta:
        model = JoinLink

    chapter = factory.SubFactory(ChapterFactory)
    code = factory.Sequence(lambda n: f"code{n}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    made_by = factory.SubFactory(UserFactory)


class DueFactory(DjangoModelFactory):
    class Meta:
        model = Due

    chapter = factory.SubFactory(ChapterFactory)
    person = factory.SubFactory(GraduateFactory)
    year_be = 2569
    amount = 100
    paid_on = factory.LazyFunction(timezone.localdate)
    noted_by = factory.SubFactory(UserFactory)


class PostFactory(DjangoModelFactory):
    """A published post for everybody: `PostFactory(state="draft")`, `PostFactory(state="waiting")` for others."""

    class Meta:
        model = Post

    chapter = factory.SubFactory(ChapterFactory)
    author = factory.SubFactory(AlumnusFactory)
    title = factory.Sequence(lambda n: f"ข่าวที่ {n}")
    text = "พบกันวันเสาร์"
    audience = Post.Audience.EVERYONE
    state = Post.State.PUBLISHED
    declared_at = factory.LazyAttribute(lambda post: None if post.state == "draft" else timezone.now())
    published_at = factory.LazyAttribute(lambda post: timezone.now() if post.state == "published" else None)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    post = factory.SubFactory(PostFactory)
    outcome = Decision.Outcome.APPROVED
    by = factory.SubFactory(StaffFactory)


class PostReportFactory(DjangoModelFactory):
    class Meta:
        model = PostReport

    by = factory.SubFactory(AlumnusFactory)
    post = factory.SubFactory(PostFactory)
    objection = "politics"


class HoldFactory(DjangoModelFactory):
    class Meta:
        model = Hold

    name = "เลือกตั้ง"
    since = factory.LazyFunction(timezone.localdate)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    made_by = factory.SubFactory(StaffFactory)


class TalkFactory(DjangoModelFactory):
    class Meta:
        model = Talk

    chapter = factory.SubFactory(ChapterFactory)
    held_on = factory.LazyFunction(timezone.localdate)
    channel = "phone"
    summary = "คุยเรื่องงานคืนสู่เหย้า"
    by = factory.SubFactory(StaffFactory)


class MatterFactory(DjangoModelFactory):
    """The group asks the office: `MatterFactory(direction="to_group")` for the other way round."""

    class Meta:
        model = Matter

    chapter = factory.SubFactory(ChapterFactory)
    direction = Matter.Direction.TO_OFFICE
    subject = "ขอห้องประชุม"
    text = "วันเสาร์ที่สองของเดือน"
    asked_by = factory.SubFactory(UserFactory)


class AlbumFactory(DjangoModelFactory):
    """An album for members: `AlbumFactory(audience="everyone")`."""

    class Meta:
        model = Album

    chapter = factory.SubFactory(ChapterFactory)
    title = factory.Sequence(lambda n: f"คืนสู่เหย้า {n}")


class PhotoFactory(DjangoModelFactory):
    """A photograph without pictures in the store."""

    class Meta:
        model = Photo

    album = factory.SubFactory(AlbumFactory)
    file = factory.Sequence(lambda n: f"groups/{n}")
    digest = factory.Sequence(lambda n: f"{n:064}")
    width = 1600
    height = 1200
    added_by = factory.SubFactory(UserFactory)


class DocumentFactory(DjangoModelFactory):
    """A document for members with one version, without a file in the store."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    chapter = factory.SubFactory(ChapterFactory)
    kind = Document.Kind.STATUTES
    title = factory.Sequence(lambda n: f"ข้อบังคับ {n}")
    versioned = factory.RelatedFactory(
        "tests.factories.chapters.DocumentVersionFactory", factory_related_name="document"
    )


class DocumentVersionFactory(DjangoModelFactory):
    class Meta:
        model = DocumentVersion

    document = factory.SubFactory(DocumentFactory, versioned=None)
    number = 1
    file = factory.Sequence(lambda n: f"documents/{n}.pdf")
    kind = "pdf"
    size = 1000
    digest = factory.Sequence(lambda n: f"{n:064}")
    added_by = factory.SubFactory(UserFactory)


class ComplaintFactory(DjangoModelFactory):
    """Somebody who is to be seen in a photograph asks to take it down."""

    class Meta:
        model = Complaint

    by = factory.SubFactory(AlumnusFactory)
    photo = factory.SubFactory(PhotoFactory)
    why = Complaint.Why.SHOWN


class GroupLetterFactory(DjangoModelFactory):
    """A draft to all members: `GroupLetterFactory(state="waiting")`."""

    class Meta:
        model = GroupLetter

    chapter = factory.SubFactory(ChapterFactory)
    author = factory.SubFactory(AlumnusFactory)
    subject = factory.Sequence(lambda n: f"นัดประชุม {n}")
    text = "พบกันวันเสาร์"
    state = GroupLetter.State.DRAFT
    declared_at = factory.LazyAttribute(lambda letter: None if letter.state == "draft" else timezone.now())
    sent_at = factory.LazyAttribute(lambda letter: timezone.now() if letter.state in {"sending", "sent"} else None)


class LetterRecipientFactory(DjangoModelFactory):
    class Meta:
        model = LetterRecipient

    letter = factory.SubFactory(GroupLetterFactory, state="sent")
    person = factory.SubFactory(AlumnusFactory)


class YearlyReportFactory(DjangoModelFactory):
    """A report that is being written: `YearlyReportFactory(sent=True)` for one that the office has."""

    class Meta:
        model = YearlyReport

    class Params:
        sent = factory.Trait(sent_at=factory.LazyFunction(timezone.now), sent_by=factory.SubFactory(UserFactory))

    chapter = factory.SubFactory(ChapterFactory)
    year_be = 2568
    did = "พบกันสี่ครั้ง ให้ทุนสองทุน"


class IntroductionFactory(DjangoModelFactory):
    """Words for a group's page that wait for the office."""

    class Meta:
        model = Introduction

    chapter = factory.SubFactory(ChapterFactory)
    by = factory.SubFactory(AlumnusFactory)
    about_th = "พบกันทุกเดือน"
    declared_at = factory.LazyFunction(timezone.now)


class GroupMergeFactory(DjangoModelFactory):
    """A group that became part of another one."""

    class Meta:
        model = GroupMerge

    gone = factory.SubFactory(ChapterFactory)
    kept = factory.SubFactory(ChapterFactory)
    merged_on = factory.LazyFunction(timezone.localdate)
    by = factory.SubFactory(StaffFactory)
    reason = "รวมกัน"
    batch = factory.LazyAttribute(lambda merge: AuditBatch.objects.create(action="chapters.merge", by=merge.by))
