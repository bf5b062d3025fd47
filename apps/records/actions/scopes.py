"""To which campuses a member of staff is limited."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import audit
from apps.records.models import Campus, StaffScope

ACTION = "records.limit_to_campuses"


@transaction.atomic
def limit_to_campuses(
    user: User, campuses: Iterable[Campus], *, by: AbstractBaseUser | None, reason: str = ""
) -> bool:
    """From now on the person works for these campuses only; for the whole university when there are none. True when
    that is a change."""
    User.objects.select_for_update().get(pk=user.pk)  # two administrators at once: one after the other
    before = set(StaffScope.objects.filter(user=user).values_list("campus_id", flat=True))
    after = {campus.pk for campus in campuses}
    if before == after:
        return False
    StaffScope.objects.filter(user=user, campus_id__in=before - after).delete()
    StaffScope.objects.bulk_create(StaffScope(user=user, campus_id=pk) for pk in sorted(after - before))
    names = {campus.pk: campus.name_th for campus in Campus.objects.filter(pk__in=before | after)}
    told = [{"campuses": sorted(names[pk] for pk in keys)} for keys in (before, after)]
    change = audit.Change(audit.table_of(User), str(user.pk), 1, told[0], told[1])
    audit.write([change], action=ACTION, by=by, reason=reason)
    return True
