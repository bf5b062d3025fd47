"""How an import ends: its state, a notice under the bell and a mail for whoever started it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.actions import notices
from apps.accounts.models import User
from apps.core.actions import jobs
from apps.imports import emails
from apps.imports.lib.files import Refused
from apps.imports.models import Import
from apps.imports.reports import refusals

NOTICE = "imports.finished"


@contextmanager
def ends(given: Import, kind: str, *, cancelled: str, failed: str = Import.State.FAILED) -> Iterator[None]:
    """Whatever stops the work is noted at the import, so that its page says why and can go on from there."""
    at_work = given.state
    try:
        yield
    except jobs.LostClaim:
        raise
    except jobs.Cancelled:
        _note(given, at_work, cancelled, "")
        raise
    except Refused as refused:
        words = refusals.refusal(refused.code, refused.params)
        _note(given, at_work, Import.State.FAILED, words)
        tell(given, "failed")
        raise jobs.Failed(words) from refused
    except jobs.Failed as error:
        _note(given, at_work, failed, str(error))
        tell(given, "failed")
        raise
    except OperationalError:
        words = _("The database was too busy. Nothing was written; start this again.")
        _note(given, at_work, failed, words)
        raise
    except Exception:
        words = _("Something went wrong on our side and has been written down. Nothing was written to the registry.")
        _note(given, at_work, failed, words)
        tell(given, "failed")
        raise


def tell(given: Import, state: str) -> None:
    """The starter of the newest job hears what became of it."""
    starter = given.job.by if given.job else given.by
    notices.notify(
        starter,
        NOTICE,
        state=state,
        name=given.name,
        counts={name: given.counts.get(name, 0) for name in ("created", "updated", "unchanged", "rejected", "held")},
        **{"import": str(given.public_id)},
    )
    if isinstance(starter, User) and starter.email:
        with translation.override(starter.language):
            emails.send_finished(given, to=starter, state=state)


def _note(given: Import, at_work: str, state: str, message: str) -> None:
    Import.objects.filter(pk=given.pk, state=at_work).update(state=state, message=message[:500])
    given.refresh_from_db()
