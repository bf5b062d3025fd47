"""Who may be on these pages: staff of the whole university. To others the page says so, and whom to ask."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from apps.accounts.rules import SignedInRequest
from apps.imports import rules
from apps.imports.actions import files
from apps.imports.models import Import

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def of_whole_university(
    view: Callable[Concatenate[SignedInRequest, Rest], Answer],
) -> Callable[Concatenate[SignedInRequest, Rest], Answer | HttpResponse]:
    """The permission alone does not do: a file is compared with everybody."""

    @wraps(view)
    def guarded(request: SignedInRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Answer | HttpResponse:
        if not rules.may_import(request.user):
            return render(request, "office/import_closed.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def import_of(request: SignedInRequest, public_id: UUID) -> Import:
    """The import, with its state brought in line with its job."""
    seen = Import.objects.visible_to(request.user).select_related("job", "by", "batch")
    given = get_object_or_404(seen, public_id=public_id)
    files.settle(given)
    return given
