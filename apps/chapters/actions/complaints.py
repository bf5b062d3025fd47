"""What somebody has against a photograph, a document or the page of a group, and what comes of it."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import emails, rules
from apps.chapters.actions import albums, documents, impartial, introductions, telling
from apps.chapters.actions.refusals import AlreadyDecided, TooManyReports
from apps.chapters.models import Chapter, Complaint, Document, Photo
from apps.core.actions import audit, rows, turns
from apps.core.models import AuditEntry
from apps.directory.actions import cases
from apps.directory.actions.refusals import AlreadyDecided as CaseDecided
from apps.records.models import Person

About = Photo | Document | Chapter


@transaction.atomic
def complain(about: About, person: Person, *, why: str, note: str, by: User) -> Complaint:
    """Whoever is in a photograph asks the leaders, anything else the office. Raises TooManyReports, and
    ValidationError for what they have asked already."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    since = timezone.now() - rules.DAY
    if Complaint.objects.filter(by=person, created_at__gt=since).count() >= rules.REPORTS_A_DAY:
        raise TooManyReports
    row = Complaint(by=person, why=why, note=note, **{about._meta.model_name or "": about})
    rows.create(row, by=by, action="chapters.complain")
    if row.is_for_leaders:
        telling.tell_leaders(chapter_of(row), rules.Power.PUBLISH, telling.COMPLAINT)
    return row


@transaction.atomic
def ask_down(photo: Photo, *, note: str, email: str) -> Complaint | None:
    """Somebody without a record says that they are to be seen in a photograph. Nobody knows them, so it stays in
    sight; the leaders are told, and the office finds it in its queue. None where a guest has asked that already."""
    turns.take(f"chapters.asked_down:{photo.pk}")
    if Complaint.objects.filter(photo=photo, is_guest=True, outcome="").exists():
        return None
    row = Complaint(photo=photo, why=Complaint.Why.SHOWN, note=note, is_guest=True, guest_email=email)
    rows.create(row, by=None, action="chapters.ask_down")
    telling.tell_leaders(chapter_of(row), rules.Power.PUBLISH, telling.COMPLAINT)
    return row


@transaction.atomic
def complain_as_guest(about: About, *, why: str, note: str) -> Complaint | None:
    """A guest says to the office what is wrong. None where a guest has said the same already."""
    named = {about._meta.model_name or "": about}
    turns.take(f"chapters.complain:{audit.table_of(about)}:{about.pk}")
    if Complaint.objects.filter(**named, why=why, is_guest=True, outcome="").exists():
        return None
    row = Complaint(**named, why=why, note=note, is_guest=True)
    return rows.create(row, by=None, action="chapters.complain")


@transaction.atomic
def decide(complaint: Complaint, outcome: Complaint.Outcome, *, remark: str, by: User) -> None:
    """It stays or is taken down; whoever asked is told, a guest by mail, whose address goes with that. Raises
    AlreadyDecided, ValidationError."""
    action, address = "chapters.decide_complaint", complaint.guest_email
    values = {"guest_email": ""}
    try:
        cases.decide(complaint, outcome, by=by, action=action, subject_id=None, remark=remark, values=values)
    except CaseDecided as decided:
        raise AlreadyDecided from decided
    if outcome == Complaint.Outcome.REMOVED:
        _take_down(complaint, by=by, reason=remark)
    if address:
        kept = AuditEntry.objects.filter(table=audit.table_of(complaint), key=str(complaint.pk))
        audit.erase_values(kept, by=by, reason="A guest's address is not kept.")
        emails.send_answer(complaint, chapter_of(complaint), to=address)
    if complaint.by is not None:
        chapter = chapter_of(complaint)
        telling.tell(complaint.by, telling.COMPLAINT_DECIDED, chapter, complaint=complaint.pk)


@transaction.atomic
def decide_for_office(complaint: Complaint, outcome: Complaint.Outcome, *, remark: str, by: User) -> None:
    """As `decide`, by somebody who is no party to it; the leaders hear what is gone and why. Raises OwnMatter too."""
    chapter = chapter_of(complaint)
    impartial.check(by, chapter, complaint.by)
    decide(complaint, outcome, remark=remark, by=by)
    lost = complaint.document or (complaint.photo and complaint.photo.album)  # of words on a page their author hears
    if outcome == Complaint.Outcome.REMOVED and lost:
        told = {"title": lost.title, "reason": remark}
        telling.tell_leaders(chapter, rules.Power.PUBLISH, telling.TAKEN_DOWN, **told)


def chapter_of(complaint: Complaint) -> Chapter:
    """The group whose photograph, document or page it is."""
    if complaint.chapter is not None:
        return complaint.chapter
    if complaint.photo is not None:
        return complaint.photo.album.chapter
    assert complaint.document is not None  # noqa: S101 - the database says so
    return complaint.document.chapter


def _take_down(complaint: Complaint, *, by: User, reason: str) -> None:
    if complaint.photo is not None and complaint.photo.removed_at is None:
        albums.take_down(complaint.photo, by=by, reason=reason)
    if complaint.chapter is not None:
        introductions.take_off(complaint.chapter, objection=complaint.why, remark=reason, by=by)
    if complaint.document is not None and complaint.document.removed_at is None:
        documents.take_down(complaint.document, by=by, reason=reason)
