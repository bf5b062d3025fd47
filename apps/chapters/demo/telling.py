"""Letters and yearly reports of the demonstration."""

from collections.abc import Sequence
from datetime import timedelta
from email.message import EmailMessage
from hashlib import sha256

from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions import chapters, ties, yearly
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter, Membership
from apps.chapters.querysets.yearly import last_year
from apps.mailings.actions import composing, inbox
from apps.mailings.models import Mailing
from apps.records.models import Person, PersonName, Province

LETTER = (
    "นัดประชุมคณะทำงานทุนการศึกษา",
    "พบกันวันเสาร์ 9.30 น. ที่ห้องสมุดชุมชน วาระมีสองเรื่อง ทุนของปีนี้ และใครจะไปเยี่ยมน้องที่หอพัก มาได้หรือไม่ตอบกลับได้เลย",
)
NEWS = (
    "สรุปค่ายแนะแนวเมื่อวันเสาร์",
    "น้อง ม.6 มากัน 48 คน ถามเรื่องหอพักมากกว่าเรื่องคะแนน ขอบคุณทุกคนที่ขับรถมาไกล ใครมีรูปส่งมาได้ จะรวมเป็นอัลบั้ม",
)
ANSWERS = ("มีรูปประมาณสามสิบรูป ส่งทางไหนดี", "เสียดายไปไม่ทัน ปีหน้าขอเป็นพี่เลี้ยงด้วยคน", "ฝากบอกน้องว่าหอพักสอบถามที่กองกิจการได้เลย")
OUR_ANSWER = "ส่งเข้าอัลบั้มของกลุ่มได้เลย ขอบคุณมาก"
DRAFT = ("ชวนวิ่งเช้าวันอาทิตย์", "ใครมาได้บอกกันไว้ จะได้เตรียมน้ำพอดีคน")
DID = "พบกันสี่ครั้ง ให้ทุนนักศึกษาสองทุน แนะแนวน้องปีสุดท้ายเดือนละครั้ง และขนหนังสือไปห้องสมุดชุมชนสามแห่ง"
PLANS = "จะเปิดรับพี่เลี้ยงเพิ่มสิบคน และจัดงานคืนสู่เหย้าร่วมกับกลุ่มจังหวัดข้างเคียง"
TALKS = (
    ("meeting", "ประธานมาที่สำนักงาน คุยเรื่องทุนการศึกษาปีหน้า"),
    ("phone", "โทรถามเรื่องรายชื่อกรรมการชุดใหม่ จะส่งให้ภายในเดือนนี้"),
    ("visit", "ไปร่วมงานพบปะประจำปี มีคนมาราวสี่สิบคน"),
    ("line", "ส่งกำหนดการงานคืนสู่เหย้าให้ ตอบรับจะมาเป็นกลุ่ม"),
)
SECOND = "communications@office.example"
NEEDS = "ขอห้องประชุมของวิทยาเขตปีละสองครั้ง"


def write(chapter: Chapter, leader: Person, *, by: User, others: Sequence[Chapter], office: User) -> None:
    """A letter waits for the office, another is a draft, a third was answered; one report is being written, two were
    sent, one of them is read. One group is there for a second province, and the office and the groups have asked each
    other."""
    written = [_letter(chapter, subject, text, by) for subject, text in (LETTER, DRAFT)]
    composing.send(written[0], by=by, seen=written[0].version)
    news = _letter(chapter, *NEWS, by)
    news = composing.send(news, by=by, seen=news.version)
    second = User.objects.filter(email=SECOND).first()
    if second is not None and news.state == Mailing.State.WAITING:
        composing.approve(news, by=second)
    _answers(news, chapter, by=by)
    year = last_year(timezone.localdate())
    yearly.write(chapter, year, {"did": DID, "plans": PLANS, "needs": NEEDS}, by=by)
    for place, other in enumerate(others[:2]):
        report = yearly.write(other, year, {"did": DID, "plans": PLANS}, by=office)
        yearly.send(report, by=office)
        if place == 0:
            yearly.take_note(report, answer="ขอบคุณทุกคน ห้องประชุมจองได้ที่สำนักงาน", by=office)
    ties.ask_office(chapter, subject="ขอยืมป้ายต้อนรับ", text="ใช้วันเสาร์ที่สองของเดือนหน้า คืนวันจันทร์", by=by)
    near = Province.objects.exclude(pk=chapter.province_id).filter(region=chapter.province.region)  # type: ignore[union-attr] # a provincial group
    free = near.exclude(pk__in=Chapter.objects.exclude(province=None).values("province"))
    chapters.serve(chapter, list(free.order_by("code")[:1]), by=None)
    line = {"line_url": "https://line.me/R/ti/g/demonstration"}
    chapters.change(Chapter.objects.get(pk=chapter.pk), line, by=office)


def talk(groups: Sequence[Chapter], *, office: User) -> None:
    """When the office was last in touch with each: some lately, some long ago, and now and then with nobody."""
    today = timezone.localdate()
    for place, chapter in enumerate(groups):
        if place % 6 == 4 and chapter.kind != Chapter.Kind.ABROAD:
            continue
        channel, summary = TALKS[place % len(TALKS)]
        days = 430 + place if place % 6 == 2 or chapter.kind == Chapter.Kind.ABROAD else 9 + 19 * place
        ties.note_talk(chapter, held_on=today - timedelta(days=days), channel=channel, summary=summary, by=office)


def _answers(mailing: Mailing, chapter: Chapter, *, by: User) -> None:
    """Members write back; one of them has an answer."""
    members = Membership.objects.held().filter(chapter=chapter).exclude(person__account=by).order_by("pk")
    for number, (member, words) in enumerate(zip(members.select_related("person")[:3], ANSWERS, strict=False)):
        name = PersonName.objects.filter(person=member.person, is_current=True).first()
        mail = EmailMessage()
        mail["From"] = f'"{name or ""}" <member{number}@example.net>'
        mail["Subject"] = f"Re: {mailing.subject_th}"
        mail.set_content(words)
        digest = sha256(f"demonstration:{mailing.public_id}:{number}".encode()).hexdigest()
        item = inbox.receive(mail.as_bytes(), mailing=mailing, person=member.person, digest=digest, at=timezone.now())
        if number == 0 and item is not None:
            inbox.answer(item, OUR_ANSWER, by=by)


def _letter(chapter: Chapter, subject: str, text: str, by: User) -> Mailing:
    words = {"title": subject, "subject_th": subject, "text_th": text, "topic": "chapter"}
    to = {"kind": "own_members", "values": []}
    return composing.write(words, sender_key=sender_key(chapter), by=by, audience_data=to)
