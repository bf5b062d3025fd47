"""Documents of a group and their versions."""

import hashlib
import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import opening
from apps.chapters.actions.refusals import AlreadyDecided, NotOpen, SameFile, TooManyDocuments
from apps.chapters.models import Chapter, Document, DocumentVersion
from apps.core.actions import repeats, rows
from apps.core.lib.office_files import Kind
from apps.records.models import Person


def put_in(
    chapter: Chapter,
    values: Mapping[str, Any],
    *,
    content: bytes,
    kind: Kind,
    by: User,
    leader: Person | None = None,
) -> Document:
    """A new document with its first version, by a leader of the group (None: by the office). The same sent twice is
    one document. Raises NotOpen, NotYetTrusted, NotNow, TooManyDocuments, ValidationError."""
    opening.check(values["audience"], chapter, leader)
    name = _kept(content, kind)
    try:
        return _put_in(chapter, values, _version(name, content, kind, by), by=by)
    except BaseException:
        default_storage.delete(name)
        raise


def replace(
    document: Document, *, content: bytes, kind: Kind, note: str, by: User, leader: Person | None = None
) -> DocumentVersion:
    """A new version takes the place of the one until now, which the leaders still find. Raises NotOpen, NotYetTrusted,
    NotNow, SameFile, AlreadyDecided."""
    opening.check(document.audience, document.chapter, leader)
    name = _kept(content, kind)
    try:
        return _add_version(document, _version(name, content, kind, by, note), by=by)
    except BaseException:
        default_storage.delete(name)
        raise


@transaction.atomic
def change(
    document: Document,
    values: Mapping[str, Any],
    *,
    by: User,
    leader: Person | None = None,
    expected_version: int | None = None,
) -> bool:
    """What it is called, of which day it is, who may read it. Raises NotYetTrusted, NotNow, Stale, ValidationError."""
    before = Document.objects.values_list("audience", flat=True).get(pk=document.pk)
    opening.check(values.get("audience", before), document.chapter, leader)
    return rows.change(document, values, by=by, action="chapters.change_document", expected_version=expected_version)


@transaction.atomic
def take_down(document: Document, *, by: User, reason: str) -> None:
    """Its files are gone for good; that it was there stays on record. Raises AlreadyDecided."""
    if document.removed_at is not None:
        raise AlreadyDecided
    values = {"removed_at": timezone.now()}
    try:
        rows.change(document, values, by=by, action="chapters.take_down_document", reason=reason)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
    for version in document.versions.exclude(file=""):
        transaction.on_commit(partial(default_storage.delete, version.file), robust=True)
        rows.change(version, {"file": ""}, by=by, action="chapters.take_down_document", reason=reason)


@transaction.atomic
def _put_in(chapter: Chapter, values: Mapping[str, Any], version: DocumentVersion, *, by: User) -> Document:
    if not chapter.is_open:
        raise NotOpen
    there = Document.objects.kept().filter(chapter=chapter, versions__digest=version.digest)
    if (before := repeats.sent_before(there, f"chapters.documents:{chapter.pk}", **values)) is not None:
        transaction.on_commit(partial(default_storage.delete, version.file), robust=True)
        return before
    if Document.objects.kept().filter(chapter=chapter).count() >= rules.DOCUMENTS:
        raise TooManyDocuments
    document = rows.create(Document(chapter=chapter, **values), by=by, action="chapters.put_in_document")
    version.document = document
    rows.create(version, by=by, action="chapters.put_in_document")
    return document


@transaction.atomic
def _add_version(document: Document, version: DocumentVersion, *, by: User) -> DocumentVersion:
    if not document.chapter.is_open:
        raise NotOpen
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if document.removed_at is not None:
        raise AlreadyDecided
    last = document.versions.order_by("-number").first()
    if last is not None and last.digest == version.digest:
        raise SameFile
    version.document, version.number = document, last.number + 1 if last else 1
    return rows.create(version, by=by, action="chapters.replace_document")


def _kept(content: bytes, kind: Kind) -> str:
    name = f"documents/{secrets.token_hex(16)}.{kind}"
    default_storage.save(name, ContentFile(content))
    return name


def _version(name: str, content: bytes, kind: Kind, by: User, note: str = "") -> DocumentVersion:
    digest = hashlib.sha256(content).hexdigest()
    return DocumentVersion(number=1, file=name, kind=kind, size=len(content), digest=digest, note=note, added_by=by)
