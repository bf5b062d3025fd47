"""People with a word of its own in every field, so that it can be looked for wherever something is shown."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from uuid import uuid4

from django.db import models
from django.utils import timezone

from apps.chapters import models as chapters
from apps.core.actions import audit
from apps.core.fields import PartialDateField
from apps.directory import models as directory
from apps.duplicates import models as duplicates
from apps.events import models as events
from apps.imports import models as imports
from apps.mailings import models as mailings
from apps.payments import models as payments
from apps.records import models as records
from apps.records.models import Address, Audience, Contact, Employment, HelpOffer, PersonName
from tests.factories import (
    CampusFactory,
    CohortFactory,
    CountryFactory,
    DegreeTitleFactory,
    EventFactory,
    FacultyFactory,
    ImportFactory,
    InstitutionFactory,
    MailingFactory,
    PayeeFactory,
    PersonFactory,
    PhotoFactory,
    ProgrammeFactory,
    ProvinceFactory,
    SeatFactory,
    StaffFactory,
    UserFactory,
)

from .fields import SHOWN
from .onlookers import SHARED_YEAR, shared_chapter

# Texts of a closed kind, keys and codes, and what only the dead or those without a record have: a word in their place
# would be no such thing.
NOT_A_WORD = {
    *("language", "national_id_hash", "digest", "network", "browser", "target", "text_version", "table", "key"),
    *("moo", "postcode", "outcome", "second_evidence", "reasons", "held", "guest_email"),
}
SECTORS = dict(zip(Audience.values, ["05", "04", "02", "01"], strict=True))
OFFERS = dict(zip(Audience.values, ["mentor", "internship", "talk", "research"], strict=True))


@dataclass(frozen=True)
class Token:
    """A word that stands in one field of one person. `is_reference`: it names a faculty or a province, which may be
    named elsewhere too, in a list of all there are."""

    label: str  # "records.Employment.employer", with what tells it from others of its kind
    word: str
    audience: str
    is_reference: bool = False

    @property
    def is_shown(self) -> bool:
        model, name = self.label.split(" ")[0].rsplit(".", 1)
        return name in SHOWN.get(model, ())

    def stands_in(self, text: str) -> bool:
        if not self.word.isdecimal():
            return self.word in text
        era = str(int(self.word) + 543)
        return re.search(rf"(?<![\w-])(?:{self.word}|{era})(?!\w)", text) is not None


@dataclass
class Planted:
    """A graduate all of whose facts have one audience, and the name in use another."""

    audience: str
    name_audience: str
    person: records.Person
    years: count
    tokens: list[Token] = field(default_factory=list)
    references: dict[str, object] = field(default_factory=dict)

    def may_be_seen_by(self, reader, token):
        """Is the token for this reader's eyes? Whose name is not open has no page at all."""
        if reader.name == "owner":
            return token.is_shown
        return token.is_shown and reader.may_see(self.name_audience) and reader.may_see(token.audience)

    def word(self, label, *, audience="", is_reference=False):
        seed = f"{self.audience} {self.name_audience} {label}"
        letters = "".join(chr(ord("a") + byte % 26) for byte in sha256(seed.encode()).digest()[:10])
        return self._token(label, letters, audience, is_reference=is_reference)

    def year(self, label):
        """A year, common era; pages may show it in the Buddhist era."""
        return self._token(label, str(next(self.years)), "")

    def _token(self, label, word, audience, *, is_reference=False):
        self.tokens.append(Token(label, word, audience or self.audience, is_reference))
        return word

    def fill(self, model, note="", *, audience="", **given):
        """Makes a row with a word in each of its fields of text and a year in each date of which it is shown."""
        return model.objects.create(**self.filled(model, note, audience=audience, **given))

    def filled(self, model, note="", *, audience="", **given):
        label = model._meta.label
        if "audience" in {each.name for each in model._meta.concrete_fields}:
            given.setdefault("audience", audience or self.audience)
        for each in model._meta.concrete_fields:
            where = f"{label}.{each.name} {note}".strip()
            if each.name in given or each.choices or each.name in NOT_A_WORD:
                continue
            if isinstance(each, PartialDateField) and each.name in SHOWN.get(label, ()):
                given[each.name] = self.year(where)
            elif isinstance(each, models.CharField | models.TextField) and not isinstance(each, PartialDateField):
                given[each.name] = self.word(where, audience=audience)
        return given

    def reference(self, label, make):
        """A faculty, province, … that no one else has, called by a word."""
        made = make(name_th=self.word(label, is_reference=True), name_en=self.word(f"{label} en", is_reference=True))
        self.references[label.rsplit(".", 1)[1]] = made
        return made


def plant(audience, *, name_audience=Audience.EVERYONE, number=0):
    """A graduate whose facts are all for this audience."""
    person = PersonFactory(account=UserFactory(), name=None)
    planted = Planted(audience, name_audience, person, count(1801 + 5 * number))
    steps = (_names, _person, _degrees, _reach, _work, _profile, _private, _letters, _groups, _payments)
    for step in (*steps, _mail, _events, _twice):
        step(planted)
    return planted


def _names(planted):
    planted.fill(PersonName, "in use", person=planted.person, audience=planted.name_audience, valid_to=None)
    current = [token for token in planted.tokens if token.label.endswith("in use")]
    planted.tokens = [Token(token.label, token.word, planted.name_audience) for token in current]
    planted.fill(PersonName, "former", person=planted.person, is_current=False)


def _person(planted):
    province = planted.reference("records.Person.home_province", _province)
    given = planted.filled(records.Person, national_id_hash="x" * 8 + planted.audience + planted.name_audience)
    for name, value in {**given, "home_province": province, "birth_date_source": "registrar"}.items():
        setattr(planted.person, name, value)
    planted.person.save()


def _degrees(planted):
    campus = planted.reference("records.Degree.campus", CampusFactory)
    faculty = planted.reference("records.Degree.faculty", lambda **names: FacultyFactory(campus=campus, **names))
    title = planted.reference(
        "records.Degree.title",
        lambda **names: DegreeTitleFactory(abbr_th=names["name_th"] + "x", abbr_en=names["name_en"] + "x", **names),
    )
    programme = planted.reference(
        "records.Degree.programme", lambda **names: ProgrammeFactory(faculty=faculty, title=title, **names)
    )
    planted.fill(
        records.Degree,
        person=planted.person,
        institution=InstitutionFactory(),
        level="bachelor",
        title=title,
        programme=programme,
        faculty=faculty,
        campus=campus,
        entry_year_be=SHARED_YEAR - 4,
        graduation_year_be=SHARED_YEAR,
        cohort=CohortFactory(graduation_year_be=SHARED_YEAR),
        is_first=True,
    )


def _reach(planted):
    for kind in Contact.Kind.values:
        planted.fill(Contact, kind, person=planted.person, kind=kind)
    places = {
        "province": planted.reference("records.Address.province", _province),
        "country": CountryFactory(),
        "foreign_lines": "",
    }
    planted.fill(Address, "here", person=planted.person, **places)
    abroad = planted.reference("records.Address.country", _country)
    inland = dict.fromkeys(("house_no", "village", "soi", "road", "subdistrict", "district"), "")
    planted.fill(Address, "abroad", person=planted.person, kind="registered", country=abroad, **inland)


def _work(planted):
    place = {"country": CountryFactory(), "province": ProvinceFactory(), "sector": SECTORS[planted.audience]}
    planted.fill(Employment, "now", person=planted.person, valid_to=None, **place)
    planted.fill(Employment, "before", person=planted.person, is_current=False, **place)
    planted.fill(HelpOffer, person=planted.person, kind=OFFERS[planted.audience])


def _profile(planted):
    audiences = ("about", "interests", "photo", "birth_date", "home_province")
    given = {f"{name}_audience": planted.audience for name in audiences}
    interests = [planted.word("records.Profile.interests")]
    planted.fill(records.Profile, person=planted.person, interests=interests, **given)


def _private(planted):
    """What is told to the office or to one other person."""
    person, clerk, now = planted.person, StaffFactory(role="records"), timezone.now()
    planted.fill(records.Death, person=person, first_source="family", first_at=now)
    planted.fill(records.ContactLogEntry, person=person, at=now, channel="phone", by=clerk)
    planted.fill(records.DoNotContact, person=person, since=now.date(), channel="post")
    planted.fill(records.Claim, person=person, account=person.account, appealed_at=now)
    planted.fill(records.Consent, person=person, purpose="news", is_given=True, text_version="1")
    planted.fill(records.Disclosure, person=person, to=clerk, kind="record")
    planted.fill(records.Restriction, person=person, begun_at=now, ended_at=now)
    planted.fill(records.ErasureRequest, person=person, state="cancelled", due_at=now, ended_at=now)
    values = {"label": planted.word("records.HeldChange.values")}
    planted.fill(records.HeldChange, person=person, values=values, source="chapter", table="records.contact")


def _letters(planted):
    person, other, now = planted.person, PersonFactory(), timezone.now()
    conversation = directory.Conversation.objects.create(starter=person, recipient=other)
    letter = planted.fill(directory.Letter, conversation=conversation, writer=person)
    planted.fill(directory.LostSuggestion, by=other, person=person, channel="email")
    planted.fill(directory.DeathReport, by=other, person=person, source="family")
    planted.fill(directory.AbuseReport, by=other, person=person, letter=letter, reason="rude")
    planted.fill(directory.Suspension, person=person, what="letters", since=now.date(), until=now.date())


def _mail(planted):
    """What was written to them, what they said to it, and a reply of theirs."""
    person, now, mailing = planted.person, timezone.now(), MailingFactory()
    headers = {"List-Id": planted.word("mailings.Message.headers")}
    kind = {"purpose": "notice", "channel": "mail", "priority": 9, "headers": headers}
    planted.fill(mailings.Message, mailing=mailing, person=person, state="left_out", reason="opted_out", **kind)
    mailings.Preference.objects.create(person=person)
    planted.fill(mailings.TopicStop, person=person, topic="", at=now, via="page")
    planted.fill(mailings.Reminder, person=person, due_on=now.date(), noted_at=now)
    planted.fill(mailings.InboxItem, person=person, mailing=mailing, at=now, digest=uuid4().hex)


def _payments(planted):
    """What they were asked to pay, and did not."""
    now = {"state": "cancelled", "settled_at": timezone.now()}
    planted.fill(payments.PaymentRequest, person=planted.person, payee=PayeeFactory(), amount_satang=100, **now)


def _groups(planted):
    """What a group and the office know of a member. All of the planted are in one group, whose roll is a surface."""
    person, clerk, now, today = planted.person, StaffFactory(role="records"), timezone.now(), timezone.localdate()
    chapter = shared_chapter()
    planted.fill(chapters.Membership, chapter=chapter, person=person, state="member", since=today, link=None)
    planted.fill(chapters.Due, chapter=chapter, person=person, amount=1, paid_on=today, noted_by=clerk)
    seat = SeatFactory(position__chapter=chapter)
    planted.fill(chapters.OfficerTerm, seat=seat, person=person, since=today, until=today)
    planted.fill(chapters.Nomination, seat=seat, person=person, since=today, until=today, proposed_by=clerk)
    post = planted.fill(chapters.Post, chapter=chapter, author=person)
    against = {"outcome": "rejected", "objection": "other", "appealed_by": person, "appealed_at": timezone.now()}
    planted.fill(chapters.Decision, post=post, by=clerk, **against)
    planted.fill(chapters.PostReport, by=person, post=post, objection="other")
    planted.fill(chapters.GroupLetter, chapter=chapter, author=person, objection="")
    against = {"outcome": "rejected", "objection": "other", "decided_at": now, "declared_at": now}
    planted.fill(chapters.Introduction, chapter=chapter, by=person, **against)
    shown = {"photo": PhotoFactory(album__chapter=chapter), "is_guest": False, "guest_email": ""}
    planted.fill(chapters.Complaint, by=person, why="other", **shown)


def _events(planted):
    """A registration that came to nothing, an invitation, and a door that they keep."""
    person, event, now = planted.person, EventFactory(), timezone.now()
    ended = {"state": "cancelled", "number": 1, "ended_at": now}
    planted.fill(events.Registration, event=event, person=person, **ended)
    planted.fill(events.Invitation, event=event, person=person, reply="yes", replied_at=now)
    planted.fill(events.DoorKeeper, event=event, person=person, until=now.date())
    planted.fill(events.Complaint, by=person, event=event, objection="other")


def _twice(planted):
    """What is kept of a record that went, of one that is like it, and of the row of a file that told of both."""
    person, clerk, other = planted.person, StaffFactory(role="records"), PersonFactory()
    batch = audit.begin_batch(action="duplicates.merge_records", by=clerk)
    gone = {"gone_key": 900_000 + person.pk, "gone_public_id": uuid4(), "kept_key": person.pk}
    planted.fill(duplicates.Merge, kept=person, batch=batch, by=clerk, **gone)
    planted.fill(duplicates.Pair, person_a=person, person_b=other)
    told = {name: {"note": planted.word(f"imports.ImportRow.{name}")} for name in ("values", "changes")}
    planted.fill(imports.ImportRow, of=ImportFactory(by=clerk), number=2, person=person, outcome="updated", **told)


def _province(**names):
    return ProvinceFactory(code=_code(records.Province), **names)


def _country(**names):
    return CountryFactory(code=_code(records.Country), **names)


def _code(model):
    """A code that no row has."""
    return f"z{model.objects.count():x}"[-2:]


def planted_labels(everything):
    """The fields that hold a word of somebody, and whatever cannot hold one."""
    return {token.label.split(" ")[0] for token in everything}


def words_of(model):
    """The fields of a model in which a word could stand; search rows are made of those of others."""
    for each in model._meta.concrete_fields if model is not records.SearchRow else ():
        is_text = isinstance(each, models.CharField | models.TextField | models.JSONField)
        if is_text and not isinstance(each, PartialDateField) and not each.choices and each.name not in NOT_A_WORD:
            yield f"{model._meta.label}.{each.name}"


__all__ = ["OFFERS", "SECTORS", "Planted", "Token", "plant", "planted_labels", "words_of"]
