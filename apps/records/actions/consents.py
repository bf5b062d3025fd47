"""What a person agrees to and takes back. Nothing is ever changed: each word is a row of its own, the newest holds."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.core.registries import withdrawals
from apps.records.lib import consent_texts
from apps.records.models import Consent, Person


@transaction.atomic
def say(
    person: Person,
    *,
    purpose: Consent.Purpose,
    is_given: bool,
    language: str,
    by: User,
    how: str = "",
    was_asked: bool = False,
) -> Consent | None:
    """Writes down a person's word about a purpose and the text that they read; None where they said so before.
    `how` is told by a member of staff who notes it for them ("at the counter, 12 June"); effective at once. Nobody
    agrees who never said anything, so that a first no changes nothing; it is kept of those who were asked point-blank
    (`was_asked`), since others go by it."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    text = consent_texts.current(purpose)
    before = Consent.objects.filter(person=person, purpose=purpose).order_by("-at", "-pk").first()
    if before is not None and (before.is_given, before.text_version) == (is_given, text.version):
        return None
    if before is None and not is_given and not was_asked:
        return None
    said = Consent.objects.create(
        person=person,
        purpose=purpose,
        is_given=is_given,
        text_version=text.version,
        language=language,
        at=timezone.now(),
        by=None if person.account_id == by.pk else by,
        how=how,
    )
    change = audit.Change(audit.table_of(said), str(said.pk), 1, None, audit.values_of(said), person.pk)
    audit.write([change], action="records.agree" if is_given else "records.disagree", by=by, reason=how)
    if before is not None and before.is_given and not is_given:
        for _app, hear in withdrawals:
            hear(person.pk, purpose)
    return said


def text_of(purpose: Consent.Purpose, language: str) -> str:
    """What somebody reads today before they answer."""
    return consent_texts.current(purpose).read(language)
