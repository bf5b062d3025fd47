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
