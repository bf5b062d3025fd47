"""Events for which one registers: of each page of a registration, somebody's whose it is."""

from types import SimpleNamespace

from apps.events.actions import passing, replying
from tests.factories import (
    EventFactory,
    EventInvitationFactory,
    PayeeAccountFactory,
    PaymentRequestFactory,
    QuestionFactory,
    RegistrationFactory,
    TicketTypeFactory,
)


def build(keeper, chapter):
    """The keeper has a ticket, has to pay, and leads the group that approves registrations."""
    payee = PayeeAccountFactory().payee
    open_one = EventFactory(chapter=chapter, seats=9, most_guests=2, asks_needs=True, payee=payee, needs_approval=True)
    TicketTypeFactory(event=open_one, price_satang=50_000)
    QuestionFactory(event=open_one, kind="choice", options=["S", "M"])
    has_ticket = EventFactory(seats=20, most_guests=2, online=True, online_url="https://meet.example.org/x")
    paid = EventFactory(payee=payee)
    RegistrationFactory(event=has_ticket, person=keeper, seats=2)
    request = PaymentRequestFactory(person=keeper, account=keeper.account, payee=payee)
    RegistrationFactory(event=paid, person=keeper, state="paying", payment=request)
    return SimpleNamespace(
        open_one=open_one,
        has_ticket=has_ticket,
        paid=paid,
        asked=RegistrationFactory(event=open_one, state="asked"),
        invitation=EventInvitationFactory(event=has_ticket),
        given=RegistrationFactory(event=has_ticket),
    )


SAMPLES = [
    ("events:reply", lambda world: {"token": replying.token_of(world.rush.invitation)}),
    (
        "events:take_over",
        lambda world: {"slug": world.rush.has_ticket.slug, "token": passing.offer(world.rush.given, by=None)},
    ),
    ("events:request", lambda world: {"slug": world.rush.open_one.slug, "pk": world.rush.asked.pk}),
    ("events:requests", lambda world: {"slug": world.rush.open_one.slug}),
    ("events:register", lambda world: {"slug": world.rush.open_one.slug}),
    ("events:pay", lambda world: {"slug": world.rush.paid.slug}),
    ("events:ticket_qr", lambda world: {"slug": world.rush.has_ticket.slug, "position": 1}),
    ("events:mine", lambda world: {"slug": world.rush.has_ticket.slug}),
    ("events:my_change", lambda world: {"slug": world.rush.has_ticket.slug}),
    ("events:my_cancel", lambda world: {"slug": world.rush.has_ticket.slug}),
    ("events:pass_on", lambda world: {"slug": world.rush.has_ticket.slug}),
]
