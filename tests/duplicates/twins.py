"""Two records of one person with something in every table that there is, and what the database holds."""

from datetime import timedelta
from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.core.lib.keyed_hash import keyed_hash
from apps.directory.models import Suspension
from apps.records.actions import search
from apps.records.models import (
    Consent,
    ContactLogEntry,
    Disclosure,
    DoNotContact,
    ErasureRequest,
    FamilyLink,
    HeldChange,
    OneTimeCode,
    Restriction,
    SavedList,
)
from tests.factories import (
    AbuseReportFactory,
    AddressFactory,
    BlockFactory,
    ClaimFactory,
    ContactFactory,
    ConversationFactory,
    DeathReportFactory,
    DegreeFactory,
    EmploymentFactory,
    FacultyFactory,
    GraduateFactory,
    HelpOfferFactory,
    LetterFactory,
    LostSuggestionFactory,
    PairFactory,
    PersonFactory,
    PersonNameFactory,
    ProfileFactory,
    StaffFactory,
    UserFactory,
)

NATIONAL_ID = "1101700230708"
# What is written by whoever looks, and what tells that something happened: no undo takes a word back.
WORDS = {"core_auditentry", "core_auditbatch", "duplicates_merge", "duplicates_mergedrow", "accounts_notice"}
WORDS |= {"mailings_message", "django_session", "records_told_seal"}


def build():
    """`kept` is the registrar's record, `gone` the one that the person entered: most things clash somehow."""
    clerk = StaffFactory(role="records")
    faculty = FacultyFactory()
    older = PersonFactory()
    kept = GraduateFactory(
        gender="f", birth_date="1982-05", birth_date_source="registrar", degree__faculty=faculty, note="from the file",
        name__first_th="อารี", name__last_th="ใจดี", name__first_en="", name__last_en="", name__source="registrar",
    )  # fmt: skip
    gone = GraduateFactory(
        account=UserFactory(), birth_date="1982-05-14", birth_date_source="self", note="from herself",
        degree__faculty=faculty, degree__student_id="", degree__source="self", degree__gpa="3.10",
        name__first_th="อารี", name__last_th="รักเรียน", name__source="self", name__nickname="เอ๋",
    )  # fmt: skip
    number = {"national_id": NATIONAL_ID, "national_id_hash": keyed_hash(NATIONAL_ID, settings.KEYED_HASH_KEY)}
    type(gone).objects.filter(pk=gone.pk).update(**number, passport_no="AA1234567")
    twins = SimpleNamespace(clerk=clerk, kept=kept, gone=gone, older=older, friend=PersonFactory())
    _facts(twins)
    _wishes(twins)
    _dealings(twins)
    _letters(twins)
    _likenesses(twins)
    search.refresh([kept.pk, gone.pk, twins.friend.pk])
    kept.refresh_from_db()
    gone.refresh_from_db()
    return twins


def _facts(twins):
    kept, gone = twins.kept, twins.gone
    PersonNameFactory(person=kept, is_current=False, first_th="อารี", last_th="เก่าก่อน", first_en="", last_en="")
    PersonNameFactory(person=gone, is_current=False, first_th="อารี", last_th="ใจดี", first_en="Aree", last_en="Jaidee")
    DegreeFactory(person=gone, level="master", graduation_year_be=2552, entry_year_be=2550, is_first=False)
    twins.shared = ContactFactory(person=kept, value="aree@example.org", is_primary=True, audience="alumni")
    twins.doubled = ContactFactory(
        person=gone, value="aree@example.org", source="self", confirmed_at=timezone.now(), confirmed_by="self"
    )
    twins.mobile = ContactFactory(person=kept, kind="mobile", value="+66812345678", is_primary=True)
    twins.newer = ContactFactory(person=gone, kind="mobile", value="+66899999999", is_primary=True, source="self")
    AddressFactory(person=kept, kind="current", house_no="1")
    AddressFactory(person=gone, kind="current", house_no="2", source="self")
    AddressFactory(person=gone, kind="work", house_no="3")
    EmploymentFactory(person=kept)
    EmploymentFactory(person=gone, position="", field="ซอฟต์แวร์")
    EmploymentFactory(person=gone, employer="โรงเรียนตัวอย่าง", is_current=False)
    for person in (kept, gone):
        HelpOfferFactory(person=person)
    ProfileFactory(person=kept, about="", interests=["วิ่ง"], photo_audience="everyone", card_code="AAAA1111")
    ProfileFactory(
        person=gone, about="ครูสอนเปียโน", interests=["วิ่ง", "เปียโน"], card_code="BBBB2222", in_directory=False,
        confirmed_at=timezone.now(),
    )  # fmt: skip
    OneTimeCode.objects.create(
        purpose="contact", person=gone, contact=twins.doubled, digest="d", sent_at=timezone.now(),
        expires_at=timezone.now(),
    )  # fmt: skip


def _wishes(twins):
    kept, gone, now = twins.kept, twins.gone, timezone.now()
    for person, news in ((kept, False), (gone, True)):
        Consent.objects.create(person=person, purpose="news", is_given=news, text_version="1", at=now)
        Consent.objects.create(person=person, purpose="events", is_given=True, text_version="1", at=now)
    today = timezone.localdate()
    DoNotContact.objects.create(person=kept, channel="phone", since=today, until=today + timedelta(days=9))
    DoNotContact.objects.create(person=gone, channel="phone", since=today - timedelta(days=9))
    DoNotContact.objects.create(person=gone, channel="post", since=today)
    Restriction.objects.create(person=gone, begun_at=now - timedelta(days=30), ended_at=now)
    ErasureRequest.objects.create(person=gone, state="cancelled", due_at=now, ended_at=now)
    Disclosure.objects.create(person=gone, to=twins.clerk, kind="record")
    Disclosure.objects.create(person=kept, to=twins.clerk, kind="record")


def _dealings(twins):
    kept, gone, clerk = twins.kept, twins.gone, twins.clerk
    ContactLogEntry.objects.create(person=gone, at=timezone.now(), channel="phone", summary="rang", by=clerk)
    FamilyLink.objects.create(person=kept, relative=twins.friend, relation="sibling")
    FamilyLink.objects.create(person=twins.friend, relative=gone, relation="sibling")
    FamilyLink.objects.create(person=gone, relative=PersonFactory(), relation="spouse")
    for name, people in (("both", [kept, gone]), ("one", [gone])):
        SavedList.objects.create(name=name, owner=clerk).people.add(*people)
    for table, key in (("records.contact", twins.doubled.pk), ("records.person", gone.pk)):
        HeldChange.objects.create(
            person=gone, table=table, key=str(key), values={"label": "x"}, source="chapter", reason="less trusted"
        )
    ClaimFactory(person=gone, account=gone.account)
    ClaimFactory(person=gone, state="approved", decided_by=clerk, decided_at=timezone.now())


def _letters(twins):
    kept, gone, friend = twins.kept, twins.gone, twins.friend
    twins.first = ConversationFactory(starter=friend, recipient=kept)
    twins.second = ConversationFactory(starter=gone, recipient=friend)
    LetterFactory(conversation=twins.first)
    letter = LetterFactory(conversation=twins.second)
    LetterFactory(conversation=twins.second, writer=friend)
    AbuseReportFactory(letter=letter)
    for person in (kept, gone):
        BlockFactory(person=person, blocked=friend)
        LostSuggestionFactory(by=person, person=friend)
    BlockFactory(person=gone, blocked=kept)
    LostSuggestionFactory(by=friend, person=gone)
    DeathReportFactory(by=gone, person=friend)
    DeathReportFactory(by=friend, person=gone)
    Suspension.objects.create(person=gone, what="letters", since=timezone.localdate(), reason="sold insurance")


def _likenesses(twins):
    """Pairs of either record with others, older and newer, and that of the two."""
    kept, gone, decided = twins.kept, twins.gone, {"decided_by": twins.clerk, "decided_at": timezone.now()}
    twins.said = PairFactory(person_a=gone, person_b=twins.friend, state="not_same", reason="cousins", **decided)
    PairFactory(person_a=kept, person_b=twins.friend)
    twins.own = PairFactory(person_a=kept, person_b=gone)
    between = PersonFactory()
    for person in (kept, gone):
        PairFactory(person_a=person, person_b=between, state="not_same", reason="twins", **decided)
    PairFactory(person_a=twins.older, person_b=gone)


def dump():
    """Every row of every table of ours, as the database itself holds it."""
    return {table: _rows(table) for table in sorted(_tables() - WORDS)}


def _tables():
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
        return [tuple(str(cell) for cell in row) for row in cursor.fetchall()]
