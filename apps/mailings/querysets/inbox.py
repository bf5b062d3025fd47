"""Answers to mailings, for whoever reads a sender's inbox."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.mailings.models import InboxItem, Message
from apps.mailings.rules import OFFICE
from apps.records.models import Contact, Person
from apps.records.querysets.people import campuses_of


def of_sender(sender_key: str, *, only_new: bool = False) -> QuerySet[InboxItem]:
    """The newest first."""
    found = InboxItem.objects.filter(sender_key=sender_key).select_related("mailing", "person", "answered_by")
    return (found.filter(state=InboxItem.State.NEW) if only_new else found).order_by("-at", "-pk")


def of_office(viewer: User, *, only_new: bool = False) -> QuerySet[InboxItem]:
    """Answers to the office. Whoever sees the people of some campuses only, sees theirs and those to mailings of their
    own."""
    found = of_sender(OFFICE, only_new=only_new)
    if campuses_of(viewer) is None:
        return found
    people = Person.objects.visible_to(viewer)
    return found.filter(Q(mailing__author=viewer) | Q(Exists(people.filter(pk=OuterRef("person")))))


def waiting(sender_key: str) -> int:
    return InboxItem.objects.filter(sender_key=sender_key, state=InboxItem.State.NEW).count()


def is_known(item: InboxItem) -> bool:
    """Whether it comes from an address of the member whose copy was answered. Who writes is not proved: the address to
    answer to stands in every copy that a reader passes on."""
    if item.person_id is None:
        return True
    address = item.from_address.lower()
    theirs = Contact.objects.filter(person=item.person_id, kind=Contact.Kind.EMAIL, value=address)
    return (
        theirs.exclude(status=Contact.Status.WRONG).exists()
        or Person.objects.filter(pk=item.person_id, account__email=address).exists()
        or _copies(item).filter(to=address).exists()
    )


def address_of(item: InboxItem) -> str:
    """Where an answer goes: to the writer, or, where we do not know their address, to where the mailing went."""
    copy = None if is_known(item) else _copies(item).values_list("to", flat=True).first()
    return copy or item.from_address


def _copies(item: InboxItem) -> QuerySet[Message]:
    return Message.objects.filter(mailing=item.mailing_id, person=item.person_id, mailing__isnull=False)
