"""Files of office data, in and out, for any admin page that names its resources: a file is checked before anything
is written, every row is told with what it would change, and what is confirmed is what was checked or nothing."""

import json
from functools import partial, update_wrapper
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.lib import tables
from apps.core.lib.tables import TableError

from .audited import ADD, CHANGE, OfficeAdmin, _who
from .resources import FileResource, Outcome, Unreadable

Row = TypeVar("Row", bound=models.Model)
FORMATS = {"xlsx": gettext_lazy("Excel (XLSX)"), "csv": gettext_lazy("CSV")}
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
CHECK_HOLDS = 2 * 3600  # seconds in which a checked file can be confirmed
SHOWN = 500  # rows of a kind on the page of the check
Kinds = dict[str, type[FileResource]]

REFUSALS = {
    "kind": gettext_lazy("Choose a spreadsheet (XLSX, XLS, ODS) or a CSV file."),
    "empty": gettext_lazy("There is nothing in this file."),
    "too_large": gettext_lazy("The file is too large. The office's files have up to 2 MB."),
    "too_many_rows": gettext_lazy("The file has more than %(most)s rows. Split it."),
    "too_many_columns": gettext_lazy("The file has more than %(most)s columns."),
    "long_cell": gettext_lazy("A cell in row %(row)s is longer than any text of the office."),
    "damaged": gettext_lazy("This file cannot be read. Open it, save it anew as XLSX or CSV, and try again."),
    "locked": gettext_lazy("The file is protected by a password. Save it without one, and try again."),
    "encoding": gettext_lazy("The letters of this file cannot be read. Save it as XLSX or as CSV in UTF-8."),
}


class UploadForm(forms.Form):
    """A file of the office; cleans to its name and its rows."""

    file = forms.FileField(
        label=gettext_lazy("file"),
        help_text=gettext_lazy("XLSX, XLS, ODS or CSV, with the names of the columns in its first row."),
        widget=forms.FileInput(attrs={"accept": ",".join((*tables.SPREADSHEETS, *tables.TEXTS))}),
        allow_empty_file=True,
    )

    def __init__(self, data: Any = None, files: MultiValueDict[str, Any] | None = None) -> None:
        super().__init__(data, files)

    def clean_file(self) -> tuple[str, tables.Rows]:
        given = self.cleaned_data["file"]
        try:
            if given.size > tables.LARGEST:
                raise TableError("too_large", "not even read")
            return given.name, tables.read(given.read(), given.name)
        except TableError as error:
            raise forms.ValidationError(REFUSALS[error.code] % error.params, code=error.code) from error


class ExportForm(forms.Form):
    """In which form the file is wanted."""

    file_format = forms.ChoiceField(
        label=gettext_lazy("file"), choices=list(FORMATS.items()), widget=forms.RadioSelect, initial="xlsx"
    )


class FilesAdmin(OfficeAdmin[Row]):
    """An admin page with files in and out: `resources` by their kind, the first being the page's own rows."""

    resources: ClassVar[Kinds] = {}

    def get_urls(self) -> Any:
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {"import": self.import_view, "export": self.export_view} if self.resources else {}
        own = [
            path(f"{kind}/", update_wrapper(partial(self.admin_site.admin_view(view)), view), name=f"{names}_{kind}")
            for kind, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        links = {}
        if self.resources:
            links["export_url"] = self._url("export")
            if self._verbs(request):
                links["import_url"] = self._url("import")
        return super().changelist_view(request, {**(extra_context or {}), **links})

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The rows as a file that can be changed and taken in again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind, resource = self._resource(request)
        form = ExportForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            file_format = form.cleaned_data["file_format"]
            headers = [resource.heading(name) for name in resource.columns()]
            content = tables.write(headers, resource.table(resource.get_queryset()), file_format)
            response = HttpResponse(content, content_type=TYPES[file_format])
            response["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}-{kind}.{file_format}"'
            return response
        return self._page(request, "file_export", resource, form=form)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Upload, check, confirm."""
        if not self._verbs(request):
            raise PermissionDenied
        _kind, resource = self._resource(request)
        if request.method == "POST" and "checked" in request.POST:
            return self._confirm(request, resource)
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            name, rows = form.cleaned_data["file"]
            try:
                return self._check(request, resource, name, rows)
            except Unreadable as error:
                form.add_error("file", str(error))
        return self._page(request, "file_import", resource, form=form)

    def _check(
        self, request: HttpRequest, resource: FileResource, name: str, rows: tables.Rows, *, is_news: bool = False
    ) -> HttpResponse:
        outcome = self._take(request, resource, name, rows, is_check=True)
        checked = json.dumps([name, rows, outcome.digest], ensure_ascii=False, separators=(",", ":"))
        context = {
            "outcome": outcome,
            "file_name": name,
            "is_news": is_news,
            "kinds": [(kind, outcome.of_kind(kind)[:SHOWN], count) for kind, count in outcome.counts.items() if count],
            "may_confirm": outcome.writes and not outcome.counts["refused"],
            "checked": self._signer(request).sign_object(checked, compress=True),
        }
        return self._page(request, "file_check", resource, **context)

    def _confirm(self, request: HttpRequest, resource: FileResource) -> HttpResponse:
        """What was checked, if it would still do the same; else the new check is shown and nothing is written."""
        try:
            checked = self._signer(request).unsign_object(request.POST["checked"], max_age=CHECK_HOLDS)
        except signing.BadSignature:
            messages.error(request, _("The check is too old. Choose the file again."))
            return redirect(request.get_full_path())
        name, rows, digest = json.loads(checked)
        with transaction.atomic():
            outcome = self._take(request, resource, name, rows, is_check=False)
            if is_news := outcome.digest != digest:
                transaction.set_rollback(True)
        if is_news:
            return self._check(request, type(resource)(), name, rows, is_news=True)
        told = {"new": outcome.counts["new"], "changed": outcome.counts["changed"]}
        messages.success(request, _("The file is taken in: %(new)s new, %(changed)s changed.") % told)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _take(
        self, request: HttpRequest, resource: FileResource, name: str, rows: tables.Rows, *, is_check: bool
    ) -> Outcome:
        return resource.take(rows, by=_who(request), may=self._verbs(request), origin=name, is_check=is_check)

    def _verbs(self, request: HttpRequest) -> frozenset[str]:
        allowed = {ADD: self.has_add_permission(request), CHANGE: self.has_change_permission(request)}
        return frozenset(verb for verb, may in allowed.items() if may)

    def _resource(self, request: HttpRequest) -> tuple[str, FileResource]:
        kind = request.GET.get("kind") or next(iter(self.resources))
        if kind not in self.resources:
            raise Http404
        return kind, self.resources[kind]()

    def _signer(self, request: HttpRequest) -> signing.TimestampSigner:
        return signing.TimestampSigner(
            salt=f"{self.opts.label_lower}:{request.GET.get('kind', '')}:{_who(request).pk}"
        )

    def _url(self, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")

    def _page(self, request: HttpRequest, name: str, resource: FileResource, **context: Any) -> HttpResponse:
        kinds = [
            (kind, capfirst(str(each.title or each._meta.model._meta.verbose_name_plural)), type(resource) is each)
            for kind, each in self.resources.items()
        ]
        form = context.get("form")
        shared = {
            "opts": self.opts,
            "title": next(title for _kind, title, is_this in kinds if is_this),
            "resource_kinds": kinds if len(kinds) > 1 else [],
            "columns": [(resource.heading(column), column) for column in resource.columns()],
            "import_url": self._url("import"),
            "export_url": self._url("export"),
        }
        status = 422 if form is not None and form.errors else 200
        return render(
            request,
            f"admin/{name}.html",
            {**self.admin_site.each_context(request), **shared, **context},
            status=status,
        )
