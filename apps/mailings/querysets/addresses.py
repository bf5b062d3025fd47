"""What is known of addresses, and of which there is good news that nobody sends."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from apps.accounts.models import User
from apps.core.privacy import Subject
from apps.mailings.models import AddressState, Message, Return
from apps.records.models import Contact

QUIET = timedelta(days=3)  # a mail that was taken and did not come back for so long arrived


def states_of(subject: Subject) -> QuerySet[AddressState]:
    """Of the addresses of somebody's record and account."""
    contacts = Contact.objects.filter(person=subject.person_id, kind=Contact.Kind.EMAIL)
    accounts = User.objects.filter(pk=subject.account_id or 0)
    return AddressState.objects.filter(
        Q(address__in=contacts.values("value")) | Q(address__in=accounts.values("email"))
    )


def that_came_back(account: User) -> list[str]:
    """Addresses of this account and its record from which mail comes back, as long as nothing better is known."""
    contacts = Contact.objects.filter(person__account=account, kind=Contact.Kind.EMAIL)
    works = contacts.filter(status=Contact.Status.LIVE).exclude(
        value__in=AddressState.objects.filter(hard_at__isnull=False).values("address")
    )
    dead = set(contacts.filter(status=Contact.Status.BOUNCED).values_list("value", flat=True))
    own = AddressState.objects.filter(address=account.email, hard_at__isnull=False).values_list("address", flat=True)
    return sorted({*own, *(set() if works.exists() else dead)})


def returned_from(address: Any) -> QuerySet[Return]:
    """What came back and proves that it was ours. An answer, a person's or a machine's, is the opposite of it."""
    came_back = (Return.Kind.HARD, Return.Kind.SOFT)
    return Return.objects.filter(recipient=address, kind__in=came_back, message__isnull=False)


def unreturned() -> list[tuple[str, datetime]]:
    """Doubtful addresses at which a mailing was taken and did not come back, and when."""
    quiet = Message.objects.filter(state=Message.State.SENT, sent_at__lt=Now() - QUIET, mailing__isnull=False)
    sent = quiet.filter(to=OuterRef("address")).order_by("-sent_at").values("sent_at")
    returned = returned_from(OuterRef("address")).order_by("-at").values("at")
    doubtful = AddressState.objects.filter(hard_at__isnull=True, soft_bounces__gt=0)
    return _later(doubtful.annotate(news=Subquery(sent[:1]), before=Subquery(returned[:1])))


def confirmed() -> list[tuple[str, datetime]]:
    """Dead addresses that their owner confirmed after mail had come back, and when."""
    live = Contact.objects.filter(value=OuterRef("address"), kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    said = live.filter(confirmed_at__isnull=False).order_by("-confirmed_at").values("confirmed_at")
    return _later(
        AddressState.objects.filter(hard_at__isnull=False).annotate(news=Subquery(said[:1]), before=F("hard_at"))
    )


def _later(states: QuerySet[Any]) -> list[tuple[str, datetime]]:
    """Those whose news is later than what was known before."""
    new = Q(before__isnull=True) | Q(before__lt=F("news")), Q(last_ok_at__isnull=True) | Q(last_ok_at__lt=F("news"))
    return list(states.filter(*new, news__isnull=False).values_list("address", "news"))
