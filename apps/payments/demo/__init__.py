"""Payees of the demonstration, and payments in every state for its alumni."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.lib.national_id import check_digit
from apps.core.registries import demo_steps, personas
from apps.payments.actions import asking, confirming, refunds, slips
from apps.payments.actions.asking import Payer
from apps.payments.actions.confirming import Arrival
from apps.payments.demo.slip import drawn
from apps.payments.lib.slip import Transfer
from apps.payments.models import Account, Payee, PaymentRequest, Slip
from apps.payments.registries import OTHER
from apps.records.models import Person, PersonName

CLERK = "giving@office.example"
TICKET = ("ค่าลงทะเบียนงานคืนสู่เหย้า", "Ticket for the homecoming")
DUES = ("ค่าบำรุงสมาชิกสมาคม ตลอดชีพ", "Life membership of the association")
SHIRT = ("เสื้อที่ระลึกรุ่น", "Class shirt")
RUN = ("ค่าสมัครเดิน–วิ่งการกุศล", "Entry for the charity run")
BANKS = ("014", "004", "006", "002", "011")


def register() -> None:
    demo_steps.add("payments", seed)


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Two payees; open, slip sent, slip refused, partly paid, paid, refunded, cancelled, and a guest's."""
    emails = [persona.email for persona in personas.entries() if persona.kind == "alumni"]
    people = list(Person.objects.filter(account__email__in=emails).select_related("account").order_by("pk"))
    clerk = User.objects.filter(email=CLERK).first()
    if not people or clerk is None or Payee.objects.exists():
        return
    university = _payee("university", ("มหาวิทยาลัย", "The university"), Account.Kind.BILLER, by=clerk)
    association = _payee("association", ("สมาคมศิษย์เก่า", "The alumni association"), Account.Kind.ID, by=clerk)
    for number, person in enumerate(people[:3]):
        _states(university, association, person, clerk, number)
    guest = Payer("คุณแขก มางาน", email="guest@alumni.example", language="th")
    asking.ask(payee=university, satang=35_000, purpose=(OTHER, ""), title=TICKET, payer=guest, by=clerk)
    say("Payments in every state")


def _states(university: Payee, association: Payee, person: Person, clerk: User, number: int) -> None:
    """Open, waiting and refused for everybody; what is over for the first."""
    today = timezone.localdate()
    _ask(university, person, 50_000, TICKET, clerk, days=10)
    waiting = _ask(association, person, 200_000, DUES, clerk, days=-3)
    _send(waiting, 10 * number, with_code=number != 1)
    refused = _ask(university, person, 39_000, SHIRT, clerk, days=20)
    sent = _send(refused, 10 * number + 1, with_code=False)
    slips.refuse(sent, reason="ยอดในสลิปไม่ตรงกับยอดที่ขอ และอ่านเลขที่รายการไม่ออก", by=clerk)
    if number:
        return
    paid = _ask(university, person, 60_000, RUN, clerk, days=5)
    confirming.confirm(_send(paid, 2), Arrival(60_000, today, _transfer(2).reference), by=clerk)
    partly = _ask(association, person, 100_050, DUES, clerk, days=14)
    confirming.confirm(_send(partly, 3), Arrival(60_050, today, _transfer(3).reference), by=clerk)
    back = _ask(university, person, 45_000, RUN, clerk, days=5)
    confirming.confirm(_send(back, 4), Arrival(50_000, today, _transfer(4).reference), by=clerk)
    refunds.say_where(back.refunds.get(), "ธนาคารตัวอย่าง 000-0-00000-0 ชื่อบัญชีตัวอย่าง", by=person.account)
    gone = _ask(university, person, 30_000, TICKET, clerk, days=1)
    confirming.receive(gone, Arrival(30_000, today, way="cash", note="ใบรับเงินเล่ม 1"), by=clerk)
    asking.cancel(gone, reason="งานเลื่อนไปปีหน้า", by=clerk)
    refunds.pay_out(gone.refunds.get(), bank_reference="DEMO20691130001", by=clerk)


def _payee(code: str, name: tuple[str, str], kind: Account.Kind, *, by: User) -> Payee:
    payee = Payee(code=code, name_th=name[0], name_en=name[1])
    rows.create(payee, by=by, action="payments.add_payee")
    twelve = "099900000001" if kind == Account.Kind.BILLER else "099900000002"  # of nobody
    number = f"{twelve}{check_digit(twelve)}" + ("00" if kind == Account.Kind.BILLER else "")
    account = Account(
        payee=payee,
        kind=kind,
        number=number,
        bank_name_th="ธนาคารตัวอย่าง",
        bank_name_en="Example Bank",
        bank_account="000-0-00000-0",
        holder_th=f"{name[0]} (ตัวอย่าง)",
    )
    rows.create(account, by=by, action="payments.add_account")
    return payee


def _ask(payee: Payee, person: Person, satang: int, title: tuple[str, str], by: User, *, days: int) -> PaymentRequest:
    name = PersonName.objects.filter(person=person, is_current=True).first()
    payer = Payer(name.full if name else str(person.account), person=person)
    due = timezone.localdate() + timedelta(days=days)
    return asking.ask(payee=payee, satang=satang, purpose=(OTHER, ""), title=title, payer=payer, due_on=due, by=by)


def _send(request: PaymentRequest, number: int, *, with_code: bool = True) -> Slip:
    picture = drawn(request.amount_satang, _transfer(number), with_code=with_code)
    return slips.send(request, picture, by=request.account)


def _transfer(number: int) -> Transfer:
    return Transfer(BANKS[number % len(BANKS)], f"20691130DEMO{number:06}")
