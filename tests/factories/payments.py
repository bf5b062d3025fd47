"""Payments: a payee with an account, what is asked of somebody, and the slip that they send."""

from itertools import count

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factory.django import DjangoModelFactory

from apps.payments.lib import references
from apps.payments.lib.slip import Transfer
from apps.payments.lib.slip import build as slip_code
from apps.payments.lib.slip_picture import SlipPicture
from apps.payments.models import Account, Payee, PaymentRequest, Refund, Slip

from .directory import AlumnusFactory

_numbers = count(1)


class PayeeFactory(DjangoModelFactory):
    class Meta:
        model = Payee

    code = factory.Sequence("payee-{}".format)
    name_th = "มหาวิทยาลัย"
    name_en = "The university"


class PayeeAccountFactory(DjangoModelFactory):
    """A biller's, which holds without an end."""

    class Meta:
        model = Account

    payee = factory.SubFactory(PayeeFactory)
    kind = Account.Kind.BILLER
    number = "099400016550100"
    holder_th = "มหาวิทยาลัย"


class PaymentRequestFactory(DjangoModelFactory):
    """Of an alumnus, for 500 baht."""

    class Meta:
        model = PaymentRequest

    reference = factory.LazyFunction(lambda: references.new(2569))
    payee = factory.LazyFunction(lambda: PayeeAccountFactory().payee)
    person = factory.SubFactory(AlumnusFactory)
    account = factory.SelfAttribute("person.account")
    payer_name = "สุดา ใจดี"
    purpose_kind = "payments.other"
    title_th = "ค่าลงทะเบียน"
    title_en = "Ticket"
    amount_satang = 50_000


class SlipFactory(DjangoModelFactory):
    """Waits; its file is not there."""

    class Meta:
        model = Slip
        skip_postgeneration_save = True

    request = factory.SubFactory(PaymentRequestFactory)
    picture = factory.Sequence("slips/{:032}.webp".format)
    digest = factory.Sequence("{:064}".format)
    code = Slip.Code.NONE

    @factory.post_generation
    def file(self, create, extracted, **kwargs):
        """`file=b"..."`: what lies in the store."""
        if extracted:
            default_storage.save(self.picture, ContentFile(extracted))


class RefundFactory(DjangoModelFactory):
    class Meta:
        model = Refund

    request = factory.SubFactory(
        PaymentRequestFactory, amount_satang=70_000, received_satang=60_000, refunded_satang=10_000
    )
    amount_satang = 10_000
    reason = "More came"


def slip_picture(reference="", *, bank="014", codes=()):
    """What reading an uploaded slip gives; each is another picture."""
    told = (slip_code(Transfer(bank, reference)), *codes) if reference else tuple(codes)
    return SlipPicture(f"picture {next(_numbers)}".encode(), told)


__all__ = [
    "PayeeAccountFactory",
    "PayeeFactory",
    "PaymentRequestFactory",
    "RefundFactory",
    "SlipFactory",
    "slip_picture",
]
