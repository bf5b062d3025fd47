"""What alumni tell of themselves in the demonstration, their portraits, and what the personas have asked for."""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.accounts.models import User
from apps.core.lib.dates import PartialDate
from apps.records.actions import cards, contacts, offers, photos, profiles, requests, work
from apps.records.actions.offers import Wish
from apps.records.lib.portrait import Portrait
from apps.records.models import (
    Audience,
    Contact,
    Degree,
    DegreeTitle,
    Employment,
    HelpOffer,
    Level,
    Person,
    Profile,
    Source,
)

from .accounts import ALUMNI
from .dice import Dice
from .portraits import KINDS, portrait

PROFILES, PHOTOS = 1200, 240
ABOUT = (
    "ทำงานด้านนี้มาสิบกว่าปี ยินดีคุยกับน้อง ๆ ที่กำลังเลือกทางเดิน",
    "ย้ายกลับมาอยู่ใต้แล้ว คิดถึงเพื่อนร่วมรุ่นทุกคน",
    "เปิดร้านเล็ก ๆ กับครอบครัว ผ่านมาแถวนี้แวะทักได้",
    "ชอบเดินป่าและถ่ายรูปนก เสาร์อาทิตย์มักอยู่บนเขา",
    "สนใจงานชุมชนและการศึกษาในสามจังหวัดชายแดนใต้",
    "กำลังเรียนต่อ อยากหาเพื่อนร่วมรุ่นที่อยู่เมืองเดียวกัน",
    "เกษียณแล้ว มีเวลาช่วยงานรุ่นและงานมหาวิทยาลัย",
    "ทำวิจัยเรื่องทะเล ใครสนใจร่วมงานติดต่อมาได้",
)
INTERESTS = ("วิ่ง", "อ่านหนังสือ", "ปลูกต้นไม้", "ดนตรีไทย", "ถ่ายภาพ", "ทำอาหาร", "ฟุตบอล", "ท่องเที่ยว", "ดำน้ำ", "งานอาสา")
POSTS = {"early": ("ที่ปรึกษา", "ห้างหุ้นส่วนตัวอย่างที่ปรึกษา"), "recent": ("นักวิเคราะห์ข้อมูล", "บริษัท ตัวอย่างข้อมูล จำกัด")}


def tell(dice: Dice) -> None:
    """Profiles of those who offer help; every few have a portrait."""
    keen = list(HelpOffer.objects.order_by("person").values_list("person", flat=True).distinct())
    taken = set(Profile.objects.values_list("person", flat=True))
    chosen = [key for key in _spread(keen, PROFILES) if key not in taken]
    step = max(1, len(chosen) // PHOTOS)
    women = set(Person.objects.filter(pk__in=chosen[::step], gender=Person.Gender.FEMALE).values_list("pk", flat=True))
    now = timezone.now()
    Profile.objects.bulk_create(
        Profile(
            person_id=key,
            about=dice.pick(ABOUT),
            interests=sorted({dice.pick(INTERESTS) for _ in range(3)}),
            photo=_photo(number, dice, is_woman=key in women) if number % step == 0 else "",
            confirmed_at=now if dice.chance(0.4) else None,
        )
        for number, key in enumerate(chosen)
    )


def ask() -> None:
    """The personas keep their records by the same actions as in real life; the one with the old record does not."""
    for kind, email in ALUMNI.items():
        person = Person.objects.filter(account__email=email).select_related("account").first()
        if person is not None and person.account is not None and kind in POSTS:
            _keep(person, kind, by=person.account)


def _keep(person: Person, kind: str, *, by: User) -> None:
    place = list(ALUMNI).index(kind)
    about = {"about": ABOUT[-1 - place], "interests": list(INTERESTS[place : place + 3])}
    profiles.change(person, about, by=by)
    photos.keep(person, _likeness(place, is_woman=person.gender == Person.Gender.FEMALE), by=by)
    position, employer = POSTS[kind]
    post = Employment(person=person, position=position, employer=employer, is_current=True, audience=Audience.ALUMNI)
    post.source, post.valid_from = Source.SELF, PartialDate.from_iso("2018")
    work.add(post, by=by)
    wish = Wish(HelpOffer.Kind.MENTOR, is_offered=True, note="ปรึกษาได้ทุกเย็นวันพุธ", audience=Audience.ALUMNI, version=0)
    if not HelpOffer.objects.filter(person=person).exists():
        offers.keep(person, [wish], by=by)
    email = Contact(person=person, kind=Contact.Kind.EMAIL, value=str(by.email), source=Source.SELF)
    email.confirmed_at, email.confirmed_by = timezone.now(), Source.SELF
    contacts.add(email, by=by)
    cards.make(person, by=by)
    _request(person, kind, by=by)


def _request(person: Person, kind: str, *, by: User) -> None:
    degree = Degree.objects.filter(person=person, is_first=True).select_related("faculty").first()
    if degree is None:
        return
    if kind == "early":
        said = {"entry_year_be": (degree.entry_year_be or 2510) - 1}
        requests.correct_degree(degree, said, note="ใบแสดงผลการเรียนเขียนปีเข้าไว้อีกปีหนึ่ง", by=by)
        return
    master = DegreeTitle.objects.filter(level=Level.MASTER).order_by("pk").first()
    year = (degree.graduation_year_be or 2546) + 2
    missing = {"title": master, "faculty": degree.faculty, "graduation_year_be": year}
    requests.add_degree(person, missing, note="เรียนโทต่อที่คณะเดิม มีใบปริญญาบัตรให้ดูได้", by=by)


def _likeness(number: int, *, is_woman: bool) -> Portrait:
    """Every second kind has long hair."""
    return portrait((2 * number + is_woman) % KINDS)


def _photo(number: int, dice: Dice, *, is_woman: bool) -> str:
    photo = f"photos/{dice.uuid()}"
    drawn = _likeness(number, is_woman=is_woman)
    for size in photos.SIZES:
        default_storage.save(photos.file_of(photo, size), ContentFile(getattr(drawn, size)))
    return photo


def _spread(keys: Sequence[int], most: int) -> list[int]:
    """So many of the keys, all along the list."""
    step = max(1, len(keys) // most)
    return list(keys[::step])[:most]
