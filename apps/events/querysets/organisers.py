"""Who answers for an event to whoever has a question about it."""

from datetime import date

from apps.chapters import rules as of_groups
from apps.chapters.models import OfficerTerm
from apps.events import rules
from apps.events.models import Event
from apps.records.models import Person


def organiser_of(event: Event, day: date) -> Person | None:
    """Whoever sent it to be published, if they may still hold events for the group; else the first of its leaders who
    has an account. None: the office, whose event it is."""
    if event.chapter is None:
        return None
    sent = event.submissions.exclude(by=None).select_related("by").order_by("-declared_at", "-pk")
    for submission in sent[:5]:
        person = Person.objects.filter(account=submission.by).select_related("account").first()
        if person and person.account and rules.organises_for(person.account, person, event.chapter, day):
            return person
    running = OfficerTerm.objects.of(event.chapter).running(day).in_order()
    for term in running.select_related("seat__position", "person__account"):
        account = term.person.account
        if account and account.is_active and of_groups.Power.PUBLISH in of_groups.powers_of([term]):
            return term.person
    return None
