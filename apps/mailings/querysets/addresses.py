"""What is known of addresses."""

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.core.privacy import Subject
from apps.mailings.models import AddressState
from apps.records.models import Contact


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
