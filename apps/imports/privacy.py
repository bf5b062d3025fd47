"""What imports keep of people, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Part, Subject, Table
from apps.imports import rules
from apps.imports.actions import forgetting
from apps.imports.models import Import, ImportRow


def rows_of(subject: Subject) -> QuerySet[ImportRow]:
    """Rows that were found to be the subject's for certain: a held one may be somebody else's."""
    return ImportRow.objects.filter(person=subject.person_id).exclude(
        Q(outcome="held") & ~Q(decision__in=["same", "rest"])
    )


def erase_rows(subject: Subject) -> int:
    rows = ImportRow.objects.filter(person=subject.person_id)
    return rows.update(person=None, values={}, cells="", changes=[], student_id="", national_id_hash="", name_key="")


def to_forget(before: datetime) -> QuerySet[Import]:
    """Imports that can no longer be undone, or that nobody has gone on with."""
    return forgetting.kept().filter(Q(ran_at__lt=before) | Q(ran_at=None, created_at__lt=before))


ROWS = Part(
    order=43,
    label=_("Rows of the registrar's and chapters' files"),
    purpose=_("To check a file before it is written to the registry, and to take it back where it was wrong."),
    basis=Basis.PUBLIC_TASK,
    kept_for=_("30 days after the file was imported"),
    erased=_("what the rows said"),
    erase=erase_rows,
    tables=(
        Table(
            "imports.importrow",
            ("of", "number", "outcome", "student_id", "decided_at"),
            withheld=(
                *("reasons", "joins", "national_id_hash", "name_key", "values", "cells", "changes"),
                *("decision", "decided_by"),
            ),
            rows=rows_of,
        ),
    ),
    expiries=(Expiry(_("files and their rows"), rules.UNDO_FOR.days, to_forget, forgetting.forget_each),),
)
FILES = Part(
    order=44,
    label=_("Who imported files"),
    purpose=_("So that the office knows who brought what into the registry."),
    basis=Basis.LAW,
    kept_for=_("as long as the history of the records"),
    erased=_("nothing: the law asks for a log of processing"),
    erase=lambda _subject: 0,
    tables=(
        Table(
            "imports.import",
            ("public_id", "kind", "name", "size", "state", "created_at", "checked_at", "ran_at", "undone_at"),
            owner="by",
            withheld=(
                "file",
                "digest",
                "mapping",
                "seen",
                "counts",
                "report",
                "message",
                "job",
                "batch",
                "forgotten_at",
            ),
        ),
        Table("imports.savedmapping", ("name", "kind"), owner="by", withheld=("headers", "mapping")),
    ),
)


def register() -> None:
    registries.privacy.add("imports.rows", ROWS)
    registries.privacy.add("imports.files", FILES)
