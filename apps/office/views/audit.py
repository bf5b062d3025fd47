"""The audit log: what was changed, by whom, when and why; read-only, newest first, and as a file for a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.core import policy, reports
from apps.core.exports import csv_file
from apps.core.lib import audit_check, csv_files
from apps.core.lib.audit_check import Check
from apps.core.lib.audit_head import HeadFile
from apps.core.models import AuditEntry, AuditSeal
from apps.office import actions, querysets, rules
from apps.office.forms.audit import AuditFilterForm
from apps.office.forms.person import ReasonForm

PER_PAGE = 50
CHUNK = 500
FILE_LIMIT = 20_000  # entries in one file; whoever needs more narrows the dates


@dataclass(frozen=True)
class Chain:
    """How the trail stands: what is sealed, whether the head outside the database agrees with the newest seal, and
    what the last look at the whole of it found."""

    seal: AuditSeal | None
    agrees: bool
    unsealed: int
    check: Check | None

    @property
    def is_sound(self) -> bool:
        return self.agrees and not (self.check and self.check.findings)


@policy.staff(rules.VIEW_AUDIT)
def index(request: HttpRequest) -> HttpResponse:
    """The log, filtered, a page at a time."""
    form = AuditFilterForm(request.GET)
    found = list(_page(request, form)) if form.is_valid() else []
    context = {
        "title": _("Audit log"),
        "form": form,
        "lines": _lines(found[:PER_PAGE], form, request.user),
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "filters": _without(request, "before"),
        "chain": _chain(),
    }
    return render(request, "office/audit.html", context, status=200 if form.is_valid() else 422)


@policy.staff(rules.VIEW_AUDIT)
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """The filtered log as a file: asked why, and written down."""
    filters = AuditFilterForm(request.GET)
    form = ReasonForm(request.POST or None)
    if not filters.is_valid():
        return index(request)
    if request.method == "POST" and form.is_valid():
        actions.note_audit_export(what=filters.in_words(), reason=form.cleaned_data["reason"], by=request.user)
        return _file(_found(request, filters)[:FILE_LIMIT], filters, request.user)
    context = {"title": _("Audit log as a file"), "form": form, "filters": _without(request, "before")}
    return render(request, "office/audit_csv.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, form: AuditFilterForm) -> QuerySet[AuditEntry]:
    return querysets.audit_entries(request.user).filter(form.as_query())


def _lines(entries: Iterable[AuditEntry], form: AuditFilterForm, viewer: querysets.Viewer) -> list[querysets.Line]:
    return [line for line in querysets.lines_of(entries, viewer) if form.shows(line.told.entry)]


def _page(request: HttpRequest, form: AuditFilterForm) -> QuerySet[AuditEntry]:
    """A page and one more, from the entry after `?before=` on: as cheap at the end of the log as at its start."""
    entries = _found(request, form)
    before = request.GET.get("before", "")[:18]
    last = AuditEntry.objects.filter(pk=before).first() if before.isascii() and before.isdigit() else None
    if last:
        entries = entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return entries[: PER_PAGE + 1]


def _chain() -> Chain:
    seal = AuditSeal.objects.order_by("-number").first()
    head = HeadFile(settings.AUDIT_HEAD_FILE).last()
    outside = (head.number, head.digest) if head else None
    agrees = outside == ((seal.number, seal.digest) if seal else None)
    unsealed = AuditEntry.objects.filter(seal__isnull=True)[:10_000].count()
    return Chain(seal, agrees, unsealed, audit_check.last(settings.AUDIT_HEAD_FILE))


def _file(entries: QuerySet[AuditEntry], form: AuditFilterForm, viewer: querysets.Viewer) -> StreamingHttpResponse:
    header = [_("when"), _("by whom"), _("what was done"), _("kind of row"), _("number of the row"), _("person")]
    header += [_("field"), _("before"), _("after"), _("reason")]
    return csv_file("audit", csv_files.lines(header, _cells(entries, form, viewer)))


def _cells(entries: QuerySet[AuditEntry], form: AuditFilterForm, viewer: querysets.Viewer) -> Iterator[list[str]]:
    for some in _batched(entries.iterator(chunk_size=CHUNK), CHUNK):
        for line in _lines(some, form, viewer):
            yield from _cells_of(line)


def _cells_of(line: querysets.Line) -> Iterator[list[str]]:
    entry, told = line.told.entry, line.told
    start = [entry.at.isoformat(), str(entry.by or ""), told.verb, entry.table, entry.key, line.subject_name]
    for said in told.lines or (reports.Said("", "", ""),):
        yield [*start, said.label, said.before, said.after, entry.reason]


def _batched(entries: Iterable[AuditEntry], size: int) -> Iterator[list[AuditEntry]]:
    walk = iter(entries)
    while some := list(islice(walk, size)):
        yield some


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()
