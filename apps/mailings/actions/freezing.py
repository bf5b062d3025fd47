"""Closing a mailing's list: from here on it is certain who gets it, and why the others do not."""

from django.db import connection, transaction
from django.db.models import Case, F, Value, When

from apps.core.actions import rows
from apps.mailings.actions import gates
from apps.mailings.actions.line_delivery import turn_to_line
from apps.mailings.lib.audience import BadAudience
from apps.mailings.models import Mailing, MailingText, Message
from apps.mailings.querysets.audiences import people_of
from apps.mailings.querysets.eligible import Kind, with_reason
from apps.mailings.querysets.lists import judged
from apps.mailings.querysets.marks import database_now, database_today

_AFTER_THE_AT = {"postgresql": "strpos", "sqlite": "instr"}
# One row for each person of the audience, who gets it or does not.
_INSERT = """
INSERT INTO mailings_message (mailing_id, person_id, "to", domain, language, state, reason,
  channel, purpose, priority, subject, body_text, body_html, from_email, headers, provider_id, attempts, error)
{judged}
SELECT %s, id, mail_address, lower(substr(mail_address, {at}(mail_address, '@') + 1)), text_language,
  CASE WHEN reason = '' THEN 'queued' ELSE 'left_out' END, reason,
  'mail', 'notice', %s, '', '', '', '', '{{}}', '', 0, ''
FROM judged
"""


@transaction.atomic(durable=True)
def freeze(mailing_id: int) -> bool:
    """Writes one message for each person of the audience, set-based, and begins to send; whether it did. All or
    nothing: a worker that dies here has done nothing, and the next one does it. What may not go to so many on this
    day without a second person waits for one, and where nobody is meant it goes back to its writer."""
    mailing = Mailing.objects.select_for_update(no_key=True).filter(pk=mailing_id).to_be_frozen().first()
    if mailing is None:
        return False
    written = {"th": (mailing.subject_th, mailing.text_th), "en": (mailing.subject_en, mailing.text_en)}
    texts = {language: text for language, text in written.items() if all(text)}
    with transaction.atomic():
        size = _write_messages(mailing, list(texts))
        turn_to_line(mailing)
        shut = gates.shut(mailing, mailing.messages.filter(state=Message.State.QUEUED).count()) if size else []
        transaction.set_rollback(bool(shut))
    if shut or not size:
        gates.give_to_second(mailing, shut) if shut else gates.give_back(mailing)
        return False
    now = database_now()
    MailingText.objects.bulk_create(
        MailingText(mailing=mailing, language=language, subject=subject, markdown=markdown, frozen_at=now)
        for language, (subject, markdown) in texts.items()
    )
    values = {"state": Mailing.State.SENDING, "frozen_at": now, "frozen_size": size, "resumed_at": now}
    return rows.change(mailing, values, by=mailing.started_by, action="mailings.freeze")


@transaction.atomic(durable=True)
def give_up(mailing_id: int) -> None:
    """Its list cannot be closed: back to its writer."""
    mailing = Mailing.objects.select_for_update(no_key=True).filter(pk=mailing_id).to_be_frozen().first()
    if mailing is not None:
        gates.give_back(mailing)


def _write_messages(mailing: Mailing, languages: list[str]) -> int:
    """How many people the audience has, those who are left out among them."""
    kind = Kind.of(mailing, database_today())
    try:
        people = with_reason(people_of(mailing), kind).order_by()
    except BadAudience:
        return 0
    theirs = When(mail_language__in=languages, then=F("mail_language"))
    meant = people.annotate(text_language=Case(theirs, default=Value(languages[0])))
    begun = judged(meant.values("id", "mail_address", "text_language", "left_out"), kind)
    if begun is None:
        return 0
    sql, params = begun
    statement = _INSERT.format(at=_AFTER_THE_AT[connection.vendor], judged=sql)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, mailing.pk, Message.Priority.BULK.value])
        size: int = cursor.rowcount
    return size
