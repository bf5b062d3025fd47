"""A graduate of whom every table tells something, each text a token of its own; and others beside them whose tokens
must never be where the graduate's are."""

import zipfile
from datetime import timedelta
from io import BytesIO
from itertools import count
from types import SimpleNamespace
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core import registries
from apps.core.actions import audit
from apps.core.models import AuditBatch, AuditEntry, Job
from apps.core.privacy import Subject
from apps.duplicates.models import Merge, MergedRow, Pair
from apps.records.actions import search
from apps.records.models import (
    Claim,
    Consent,
    ContactLogEntry,
    Death,
    Disclosure,
    DoNotContact,
    ErasureRequest,
    FamilyLink,
    HeldChange,
    HelpOffer,
    OneTimeCode,
    Profile,
    Restriction,
    SavedList,
    SavedListMember,
    StaffScope,
)
from tests.factories import (
    AddressFactory,
    ContactFactory,
    DegreeFactory,
    EmploymentFactory,
    GraduateFactory,
    ImportFactory,
    ImportRowFactory,
    MessageFactory,
    PersonNameFactory,
    SavedMappingFactory,
    StaffFactory,
    UserFactory,
)

PREFIX = "zq9"  # of every token; nothing else has it
OTHERS = "wv8"  # of what belongs to anybody else
SHORTEST = 8  # characters in which a token has room
FIXED = {"core.auditentry"}  # append-only: planted as it is written
ELSEWHERE = ("chapters.", "directory.", "events.", "mailings.", "payments.")  # planted by the tests of these apps


def build():
    """The graduate with everything, their relative, a member of staff, and somebody who claimed the same record."""
    older = GraduateFactory(name__first_th=f"{OTHERS}older")
    account = UserFactory()
    person = GraduateFactory(account=account)
    clerk = StaffFactory(name=f"{OTHERS}clerk", email=f"{OTHERS}clerk@example.org")
    relative = GraduateFactory(
        name__first_th=f"{OTHERS}relative", name__last_th=f"{OTHERS}family", account=UserFactory(name=f"{OTHERS}them")
    )
    ContactFactory(person=relative, value=f"{OTHERS}mail@example.org")
    world = SimpleNamespace(account=account, person=person, clerk=clerk, relative=relative, older=older)
    world.subject = Subject(person.pk, account.pk)
    _facts(world)
    _office(world)
    _rights(world)
    _account(world)
    _twice(world)
    _of_others(world)
    search.refresh([person.pk, relative.pk])
    return world


def tokens(world):
    """Puts a token into every text of the graduate that the register hands over: token → "records.contact.value"."""
    planted = {}
    numbers = count()
    for table in _tables():
        for row in table.of(world.subject):
            for name in table.fields:
                field = table.rows_of._meta.get_field(name)
                if table.model not in FIXED and _takes_a_token(field):
                    token = f"{PREFIX}{next(numbers):03d}"
                    planted[token] = f"{table.model}.{name}"
                    value = {"token": token} if isinstance(field, models.JSONField) else token
                    table.rows_of._base_manager.filter(pk=row.pk).update(**{name: value} | _beside(name))
    planted[f"{PREFIX}was"] = planted[f"{PREFIX}became"] = "core.auditentry"
    _change(world)
    return planted


def not_planted(world):
    """Tables of the register that hand something over and of which the graduate has no row: nothing is tried there."""
    return [table.model for table in _tables() if not table.of(world.subject).exists()]


def found_in(data):
    """All text of a ZIP."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig", "replace") for name in archive.namelist()}


def everywhere():
    """{field: all its values as text} of every row of every model."""
    return {
        f"{model._meta.label_lower}.{field.name}": " ".join(
            str(getattr(row, field.attname)) for row in model._base_manager.all()
        )
        for model in apps.get_models()
        for field in model._meta.concrete_fields
    }


def _tables():
    found = [table for part in registries.privacy.entries() for table in part.tables if table.fields]
    return [table for table in found if not table.model.startswith(ELSEWHERE)]


def _takes_a_token(field):
    if isinstance(field, models.JSONField):
        return True
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique
    return is_text and (field.max_length or SHORTEST) >= SHORTEST and field.name != "photo"


def _beside(name):
    return {"national_id_hash": "x" * 64} if name == "national_id" else {}


def _facts(world):
    person = world.person
    PersonNameFactory(person=person, is_current=False, nickname="nick")
    DegreeFactory(person=person, is_first=False, gpa="3.50")
    ContactFactory(person=person)
    AddressFactory(person=person)
    EmploymentFactory(person=person)
    Death.objects.create(
        person=person,
        first_source="family",
        first_evidence="rang",
        first_at=timezone.now(),
        second_source="news",
        second_evidence="x",
        confirmed_at=timezone.now(),
    )
    Profile.objects.create(person=person, about="x", card_code=f"{PREFIX}card")
    HelpOffer.objects.create(person=person, kind="talk", note="x", source="self")


def _office(world):
    person, clerk = world.person, world.clerk
    ContactLogEntry.objects.create(person=person, at=timezone.now(), channel="phone", summary="x", by=clerk)
    FamilyLink.objects.create(person=person, relative=world.relative, relation="sibling")
    FamilyLink.objects.create(person=world.relative, relative=person, relation="other")
    saved = SavedList.objects.create(name=f"{OTHERS}list", owner=clerk)
    SavedListMember.objects.create(saved_list=saved, person=person)
    SavedList.objects.create(name="mine", owner=world.account)
    HeldChange.objects.create(person=person, table="records.contact", key="1", values={}, source="chapter", reason="x")
    StaffScope.objects.create(user=world.account, campus=person.degrees.first().campus)


def _rights(world):
    person, account, clerk, now = world.person, world.account, world.clerk, timezone.now()
    Consent.objects.create(person=person, purpose="news", is_given=True, text_version="2569-11", by=clerk, how="x")
    DoNotContact.objects.create(person=person, channel="post", since=timezone.localdate())
    Restriction.objects.create(person=person, reason="x", begun_at=now, ended_at=now)
    ErasureRequest.objects.create(
        person=person, account=account, due_at=now, state="cancelled", ended_at=now, hold_reason="x", held_by=clerk
    )
    claim = Claim.objects.create(
        account=account, person=person, name="x", state="approved", decided_by=clerk, appeal="x", appealed_at=now
    )
    OneTimeCode.objects.create(
        purpose="claim", person=person, claim=claim, digest="d" * 64, sent_at=now, expires_at=now
    )
    Disclosure.objects.create(person=person, to=clerk, kind="export", what="x", reason="x")
    Disclosure.objects.create(person=world.relative, to=account, kind="profile")
    world.job = Job.objects.create(
        kind="test", title="x", by=account, state="done", ended_at=now, params={"q": f"{OTHERS}sought"}
    )


def _twice(world):
    """What is kept of files that told of them, of records that are like theirs, and of one that became theirs."""
    person, clerk = world.person, world.clerk
    Pair.objects.create(person_a=world.older, person_b=person)
    Pair.objects.create(person_a=person, person_b=world.relative)
    merge = Merge.objects.create(
        kept=person,
        kept_key=person.pk,
        gone_key=person.pk + 10_000,
        gone_public_id=uuid4(),
        batch=AuditBatch.objects.create(action="duplicates.merge_records", by=clerk),
        by=clerk,
    )
    MergedRow.objects.create(merge=merge, table="records.contact", key="1", side="gone", before={"value": "x"})
    ImportRowFactory(person=person)
    ImportFactory(by=world.account)
    SavedMappingFactory(by=world.account)


def _account(world):
    account = world.account
    Notice.objects.create(account=account, kind="records.record_linked", params={"by": f"{OTHERS}writer"})
    EmailConfirmation.objects.create(email_address=EmailAddress.objects.get(user=account), key="k")
    UserSession.objects.create(user=account, ip="127.0.0.1", session_key="s", user_agent="x")
    Authenticator.objects.create(user=account, type="totp", data={})
    social = SocialAccount.objects.create(user=account, provider="google", uid="1")
    SocialToken.objects.create(account=social, token=f"{OTHERS}secret")
    LogEntry.objects.create(user=account, action_flag=1, content_type=ContentType.objects.first())
    MessageFactory(to=account.email, user=account)
    AuditBatch.objects.create(action="x", by=account)


def _of_others(world):
    """Somebody who claimed the graduate's record; mail to the relative; a change of the relative's record."""
    claimant = UserFactory(name=f"{OTHERS}claimant", email=f"{OTHERS}claimant@example.org")
    Claim.objects.create(
        account=claimant, person=world.person, name=f"{OTHERS}typed", email=f"{OTHERS}@example.org", state="refused"
    )
    Disclosure.objects.create(person=world.person, to=claimant, kind="profile")
    MessageFactory(to=f"{OTHERS}mail@example.org", body_text=f"{OTHERS}body")
    change = audit.Change("records.claim", "1", 1, None, {"name": f"{OTHERS}typed"}, world.person.pk)
    audit.write([change], action="records.begin_claim", by=claimant)
    other = audit.Change("records.contact", "1", 1, None, {"value": f"{OTHERS}mail"}, world.relative.pk)
    audit.write([other], action="records.add_contact", by=world.clerk)


def _change(world):
    change = audit.Change(
        "records.contact", "1", 2, {"value": f"{PREFIX}was"}, {"value": f"{PREFIX}became"}, world.person.pk
    )
    audit.write([change], action="records.change_contact", by=world.clerk)
    assert AuditEntry.objects.filter(subject_id=world.person.pk).exists()


def over_a_week_ago():
    return timezone.now() - timedelta(days=8)
