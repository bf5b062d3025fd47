"""What came back lately, by reason and by domain: whether it is the addresses or us."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.mailings.models import AddressState, Message, Return
from apps.records.querysets.people import campuses_of

DAYS = 30
MOST_DOMAINS = 10


@dataclass(frozen=True)
class Returned:
    """The last thirty days. `share`: of the messages that were sent, in per cent."""

    sent: int
    by_kind: list[tuple[str, int, float]]
    by_domain: list[tuple[str, int]]
    held: int
    gone: int
    complained: int


def lately() -> Returned:
    since = timezone.now() - timedelta(days=DAYS)
    sent = Message.objects.filter(state=Message.State.SENT, sent_at__gt=since).count()
    rows = Return.objects.filter(at__gt=since, message__isnull=False)  # what proves nothing is shown, not counted
    kinds = dict(rows.order_by().values_list("kind").annotate(number=Count("pk")))
    returned = rows.filter(kind__in=[Return.Kind.HARD, Return.Kind.SOFT])
    domains = returned.order_by().exclude(message__domain="").values_list("message__domain")
    counted = domains.annotate(number=Count("pk")).order_by("-number", "message__domain")[:MOST_DOMAINS]
    now = timezone.now()
    return Returned(
        sent=sent,
        by_kind=[
            (str(kind.label), kinds.get(kind.value, 0), 100 * kinds.get(kind.value, 0) / sent if sent else 0.0)
            for kind in Return.Kind
        ],
        by_domain=[(str(domain), int(number)) for domain, number in counted],
        held=AddressState.objects.filter(held_until__gt=now).count(),
        gone=AddressState.objects.filter(hard_at__isnull=False).count(),
        complained=AddressState.objects.filter(complaint_at__isnull=False).count(),
    )


def rows(kind: str, viewer: User) -> QuerySet[Return]:
    """What came back, the newest first; of one kind, or all. Whoever sees the people of some campuses only, sees what
    these got back; what names no message of ours is nobody's."""
    found = Return.objects.select_related("message__mailing").order_by("-at", "-pk")
    if campuses_of(viewer) is not None:
        found = found.filter(Exists(Message.objects.visible_to(viewer).filter(pk=OuterRef("message"))))
    return found.filter(kind=kind) if kind in Return.Kind.values else found
