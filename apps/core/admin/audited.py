import re
from collections.abc import Iterable, Set
from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import ProtectedError
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.core.actions import audit, rows
from apps.core.models import Tracked

from .forms import AuditedForm, AuditedFormSet, Refused, office_field, refusing
from .paginator import BoundedPaginator

Row = TypeVar("Row", bound=models.Model)
ADD, CHANGE, REMOVE = "add", "change", "remove"
ASKED_BY_FILTERS = ("", "__exact", "__in", "__isnull", "__id__exact")
MOST_DIGITS = 18  # of a key that the database can still hold


class _Office:
    """What pages and the rows within them share: closed unless `may` opens them, plain widgets, no scripts."""

    may: ClassVar[Set[str]] = frozenset()  # of "add", "change" and "remove"
    noun = ""  # what the rows are called in the names of actions; empty: by their model
    form: Any = AuditedForm
    model: Any

    @property
    def media(self) -> Media:
        return Media()

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        return office_field(db_field, **kwargs)

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return self._may(ADD) and super().has_add_permission(request, *args)  # type: ignore[misc] # of the admin class

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(CHANGE) and super().has_change_permission(request, obj)  # type: ignore[misc] # of the admin class

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(REMOVE) and super().has_delete_permission(request, obj)  # type: ignore[misc] # of the admin class

    def _may(self, verb: str) -> bool:
        return verb in self.may and issubclass(self.model, Tracked)


class OfficeInline(_Office, admin.StackedInline):  # type: ignore[type-arg] # generic for the type checker only
    """Rows that belong to the row of the page and are saved with it."""

    formset = AuditedFormSet
    template = "admin/edit_inline/stacked.html"
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.refusals = _refusals(request)
        return formset


class OfficeAdmin(_Office, admin.ModelAdmin[Row]):
    """The base of every admin page: read-only unless `may` says otherwise, no bulk actions, no COUNT over a whole
    table, and every write versioned and audited."""

    actions = None
    list_per_page = 50
    paginator = BoundedPaginator
    show_full_result_count = False
    view_on_site = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the page's own filters ask: Django would also let `?note__startswith=` guess a field of the row,
        or `?campus__degrees__person__…` one of anybody's, letter by letter."""
        offered = [entry for entry in self.get_list_filter(request) if isinstance(entry, str)]
        asked = any(lookup == f"{name}{ending}" for name in offered for ending in ASKED_BY_FILTERS)
        return asked and value.isprintable() and max(map(len, re.findall(r"\d+", value)), default=0) <= MOST_DIGITS

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """A list asked for nonsense leads to the whole list. Django's mark for that is taken off: asked for nonsense
        with it, Django takes the database for broken and draws a page that knows no request."""
        if ERROR_FLAG in request.GET:
            asked = request.GET.copy()
            asked.pop(ERROR_FLAG)
            request.GET = asked  # type: ignore[assignment] # a QueryDict, as before
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))  # PostgreSQL takes none

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refusals = {refused.prefix: refused}  # type: ignore[attr-defined] # read back by `_refusals`
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.refusals = _refusals(request)  # type: ignore[attr-defined] # made for this request alone
        return form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        response.status_code = 422 if context.get("errors") else 200
        return response

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self._save(request, obj, form, is_new=not change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        for gone in formset.deleted_forms:
            if gone.instance.pk:
                self._remove(request, gone.instance, gone.cleaned_data.get("version"), gone.prefix)
        self._save_changed(request, formset)
        for row in formset.new_objects:
            self._save(request, row, _form_of(formset, row), is_new=True)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        try:
            return super().delete_view(request, object_id, extra_context)
        except (Refused, ProtectedError) as error:
            said = " ".join(error.error.messages) if isinstance(error, Refused) else _("It is in use and stays.")
            messages.error(request, said)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        for inline in self.get_inline_instances(request, obj):
            for child in _children(obj, inline.model):
                self._remove(request, child, child.version)
        version = request.POST.get("version", "")
        self._remove(request, obj, int(version) if version.isdecimal() else None)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would be removed, and which kinds of things still point at it: asked, never listed."""
        in_use = [name for obj in objs for name in _pointed_at_by(obj, self._own_models(request, obj))]
        return [str(obj) for obj in objs], {}, set(), in_use

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponseBase:  # type: ignore[override] # redirects
        what = urlencode({"table": audit.table_of(self.model), "key": object_id})
        return redirect(f"{reverse('office:audit')}?{what}")

    # The audit trail tells all of this, and more exactly.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None

    def _save(self, request: HttpRequest, row: Any, form: Any, *, is_new: bool) -> None:
        action = self._action(ADD if is_new else CHANGE, row)
        with refusing(form.prefix):
            if is_new:
                rows.create(row, by=_who(request), action=action)
            else:
                seen = form.cleaned_data.get("version") or 0
                rows.change(_now(row), form.new_values(), by=_who(request), action=action, expected_version=seen)

    def _save_changed(self, request: HttpRequest, formset: Any) -> None:
        """In the order of the page or backwards: where two spans move together, the one that makes room goes first."""
        changed = [row for row, _fields in formset.changed_objects]
        try:
            self._save_all(request, formset, changed)
        except Refused:
            self._save_all(request, formset, changed[::-1])

    @transaction.atomic
    def _save_all(self, request: HttpRequest, formset: Any, changed: list[Any]) -> None:
        for row in changed:
            self._save(request, row, _form_of(formset, row), is_new=False)

    def _remove(self, request: HttpRequest, row: Any, version: int | None, prefix: str = "") -> None:
        with refusing(prefix):
            rows.remove(_now(row), by=_who(request), action=self._action(REMOVE, row), expected_version=version or 0)

    def _own_models(self, request: HttpRequest, obj: Any) -> set[type[models.Model]]:
        return {inline.model for inline in self.get_inline_instances(request, obj)}

    def _action(self, verb: str, row: Tracked) -> str:
        return f"{row._meta.app_label}.{verb}_{self.noun or row._meta.model_name}"


def _who(request: HttpRequest) -> AbstractBaseUser:
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def _refusals(request: HttpRequest) -> dict[str, Refused]:
    return getattr(request, "refusals", {})


def _now(row: Tracked) -> Tracked:
    """The row as it is stored, without what a form has already put into `row`."""
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        raise rows.Stale
    return stored


def _form_of(formset: Any, row: Tracked) -> AuditedForm:
    found: AuditedForm = next(form for form in formset.forms if form.instance is row)
    return found


def _children(obj: models.Model, model: type[models.Model]) -> Iterable[Any]:
    links = [field.name for field in model._meta.fields if field.related_model is type(obj)]
    return model._default_manager.filter(**{links[0]: obj})


def _pointed_at_by(obj: models.Model, own: set[type[models.Model]]) -> Iterable[str]:
    for link in obj._meta.related_objects:
        model = link.related_model
        if model not in own and model._base_manager.filter(**{link.field.name: obj}).exists():
            yield str(model._meta.verbose_name_plural)
