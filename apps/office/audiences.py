"""What the office tells the mailings: its saved lists, and the searches that it keeps."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.core.lib.errors import BadInputError
from apps.core.registries import MailAudience, MailWriter, mail_audiences
from apps.office.forms.search import SearchForm
from apps.records.models import Person, SavedList, SavedListMember
from apps.records.querysets.conditions import Search, matched
from apps.records.querysets.people import campuses_of


def register() -> None:
    mail_audiences.add(
        "saved_list", MailAudience(gettext_lazy("Saved lists and searches"), _people, _choices, _office, order=90)
    )


def _people(writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    """Those on the lists now, and those whom the searches find now. Raises BadInputError where one is gone: who is
    *not* on it would be everybody."""
    if not isinstance(writer.account, User):
        return Person.objects.none().values("pk")
    found = list(SavedList.objects.seen_by(writer.account).filter(public_id__in=_uuids(values)))
    if len(found) < len(set(values)):
        raise BadInputError("gone", "a list is deleted, or not shared any more")
    wanted = Q(pk__in=[])
    for saved in found:
        wanted |= Q(pk__in=_found(saved, writer.account))
    return Person.objects.filter(wanted).values("pk")


def _found(saved: SavedList, viewer: User) -> Any:
    if not saved.query:
        return SavedListMember.objects.filter(saved_list=saved).values("person")
    form = SearchForm(QueryDict(saved.query), viewer=viewer)
    if form.errors:  # without what it asks for and cannot have, it would find everybody
        raise BadInputError("gone", f"“{saved.name}” asks for what is not there any more: {', '.join(form.errors)}")
    sql, params = matched(Search(form.filters(), scope=campuses_of(viewer)))
    return RawSQL("".join(["SELECT m.person_id FROM (", sql, ") m"]), params)  # noqa: S611 - the search page's own


def _choices(writer: MailWriter) -> list[tuple[str, str]]:
    if not isinstance(writer.account, User):
        return []
    lists = SavedList.objects.seen_by(writer.account).order_by("name", "pk")
    return [(str(saved.public_id), saved.name) for saved in lists]


def _office(writer: MailWriter) -> bool:
    return writer.kind == "office"


def _uuids(values: Sequence[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
