"""Pictures in a mailing's text, and documents that go with it: the same for all readers."""

import hashlib
import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.core.lib.office_files import Kind
from apps.mailings import rules
from apps.mailings.actions import drafts
from apps.mailings.actions.refusals import BadPicture, TooManyFiles, TooMuchAttached
from apps.mailings.lib.letter_picture import LetterPicture, PictureError, make_picture
from apps.mailings.models import Mailing, MailingFile


def add_picture(mailing: Mailing, picture: LetterPicture, *, alt: str, by: User) -> MailingFile:
    """A picture that the text can show by its name. Raises NotYours, NotEditable, TooManyFiles."""
    row = MailingFile(
        kind=MailingFile.Kind.IMAGE,
        content_type="image/jpeg",
        alt=alt,
        width=picture.width,
        height=picture.height,
    )
    return _add(mailing, row, picture.content, ending="jpg", by=by)


def add_picture_file(mailing: Mailing, content: bytes, *, alt: str, by: User) -> MailingFile:
    """The same from a file that somebody uploaded. Raises BadPicture too."""
    drafts.check(mailing, by)
    try:
        picture = make_picture(content)
    except PictureError as error:
        raise BadPicture(error.code) from error
    return add_picture(mailing, picture, alt=alt, by=by)


def attach(mailing: Mailing, content: bytes, kind: Kind, *, name: str, by: User) -> MailingFile:
    """A document that goes with every letter. Raises NotYours, NotEditable, TooManyFiles, TooMuchAttached."""
    plain = "".join(char for char in name if char.isprintable() and char not in '/\\:*?"<>|').strip(". ") or "document"
    row = MailingFile(kind=MailingFile.Kind.ATTACHMENT, content_type=kind.media_type, name=f"{plain[:80]}.{kind}")
    return _add(mailing, row, content, ending=kind, by=by)


@transaction.atomic
def remove(file: MailingFile, *, by: User) -> None:
    """Its bytes go with the last mailing that has them. Raises NotYours, NotEditable."""
    drafts.take(file.mailing, by)
    change = audit.Change(audit.table_of(file), str(file.pk), 1, {"name": file.name, "kind": file.kind}, None)
    audit.write([change], action="mailings.remove_file", by=by)
    name = file.file
    file.delete()
    drafts.touch(file.mailing)
    transaction.on_commit(partial(forget_unused, name))


def forget_unused(name: str) -> None:
    """Deletes the bytes that no mailing has any more."""
    if not MailingFile.objects.filter(file=name).exists():
        default_storage.delete(name)


def _add(mailing: Mailing, row: MailingFile, content: bytes, *, ending: str, by: User) -> MailingFile:
    drafts.check(mailing, by)
    stored = default_storage.save(f"mailings/{secrets.token_hex(16)}.{ending}", ContentFile(content))
    row.file, row.size, row.digest = stored, len(content), hashlib.sha256(content).hexdigest()
    row.mailing, row.added_by, row.added_at = mailing, by, timezone.now()
    try:
        return _put_in(mailing, row, by)
    except BaseException:
        default_storage.delete(stored)
        raise


@transaction.atomic
def _put_in(mailing: Mailing, row: MailingFile, by: User) -> MailingFile:
    drafts.take(mailing, by)
    same = MailingFile.objects.filter(mailing=mailing, kind=row.kind)
    is_picture = row.kind == MailingFile.Kind.IMAGE
    if same.count() >= (rules.PICTURES if is_picture else rules.ATTACHMENTS):
        raise TooManyFiles
    if not is_picture and (same.aggregate(bytes=Sum("size"))["bytes"] or 0) + row.size > rules.MOST_ATTACHED:
        raise TooMuchAttached
    if is_picture:
        taken = set(same.values_list("name", flat=True))
        row.name = next(name for number in range(1, 99) if (name := f"picture-{number}") not in taken)
    row.full_clean()
    row.save(force_insert=True)
    change = audit.Change(audit.table_of(row), str(row.pk), 1, None, {"name": row.name, "kind": row.kind})
    audit.write([change], action="mailings.add_file", by=by)
    drafts.touch(mailing)
    return row
