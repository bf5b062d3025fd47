"""Something to look at behind every address that names a thing. An app that adds such an address adds a line to
SAMPLES; a test says which ones are missing."""

from fnmatch import fnmatchcase
from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

from apps.accounts.actions import notices
from apps.chapters.actions import albums, stop_tokens
from apps.chapters.lib.photo_picture import encode
from apps.chapters.querysets.yearly import last_year
from apps.core.lib.office_files import Kind
from apps.core.models import Job
from apps.directory.models import Suspension
from apps.duplicates.actions import merging
from apps.mailings.actions import files, tokens
from apps.mailings.models import MailingText, Message, Rate
from apps.payments.actions import guests
from apps.payments.models import Payment
from apps.records.actions import cards, profiles, search, yearly
from apps.records.actions.claims import deciding, linking
from apps.records.models import ContactLogEntry, DoNotContact, ErasureRequest, FamilyLink, HeldChange, SavedList
from tests.chapters.pictures import jpeg
from tests.factories import (
    AbuseReportFactory,
    AddressFactory,
    AlbumFactory,
    BlockFactory,
    CampusFactory,
    ChapterFactory,
    ClaimFactory,
    ComplaintFactory,
    ContactFactory,
    DeathReportFactory,
    DecisionFactory,
    DocumentFactory,
    DueFactory,
    EmploymentFactory,
    FacultyFactory,
    GraduateFactory,
    GroupLetterFactory,
    GroupMergeFactory,
    HoldFactory,
    ImportFactory,
    ImportRowFactory,
    InboxItemFactory,
    IntroductionFactory,
    JoinLinkFactory,
    LetterFactory,
    LetterRecipientFactory,
    LostSuggestionFactory,
    MailingFactory,
    MatterFactory,
    MembershipFactory,
    MessageFactory,
    NominationFactory,
    PairFactory,
    PaymentRequestFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    PostFactory,
    PostReportFactory,
    RecipientFactory,
    RefundFactory,
    SavedMappingFactory,
    SlipFactory,
    StaffFactory,
    TermFactory,
    UnusualReadingFactory,
    UserFactory,
    YearlyReportFactory,
)

from . import evening, posting, rush


def build():
    """A small university: a graduate of one campus with one thing of each kind, and another campus besides."""
    clerk = StaffFactory(role="records")
    here, elsewhere, keeper = CampusFactory(), CampusFactory(), _keeper()
    graduate = GraduateFactory(degree__faculty=FacultyFactory(campus=here), name__audience="everyone")
    group = _group(keeper)
    contact = ContactFactory(person=graduate)
    return SimpleNamespace(
        clerk=clerk,
        here=here,
        elsewhere=elsewhere,
        graduate=graduate,
        contact=contact,
        claim=ClaimFactory(),
        approved=ClaimFactory(state="approved", person=graduate, decided_by=clerk, decided_at=timezone.now()),
        wish=DoNotContact.objects.create(person=graduate, since=timezone.localdate()),
        link=FamilyLink.objects.create(person=graduate, relative=PersonFactory(), relation="sibling"),
        follow_up=_follow_up(graduate, clerk),
        held=_held(contact),
        keeper=keeper,
        erasure=ErasureRequest.objects.create(person=graduate, account=clerk, due_at=timezone.now()),
        saved_list=SavedList.objects.create(name="reunion", owner=clerk, is_shared=True),
        job=Job.objects.create(kind="records.export_people", title="export", by=clerk),
        twin=PersonFactory(),
        merge=_merge(clerk),
        answer=InboxItemFactory(),
        mailings=_mailings(),
        letter=LetterFactory(conversation__starter=graduate),
        block=BlockFactory(person=graduate),
        abuse=AbuseReportFactory(),
        pair=PairFactory(person_a=graduate, person_b__degree__faculty__campus=here),
        suggestion=LostSuggestionFactory(),
        death_report=DeathReportFactory(),
        reading=UnusualReadingFactory(),
        suspension=Suspension.objects.create(
            person=PersonFactory(), what="letters", since=timezone.localdate(), reason="sold insurance"
        ),
        group=group,
        evening=evening.build(keeper, group.chapter),
        rush=rush.build(keeper, group.chapter),
        posting=posting.build(keeper, group.chapter),
        file=ImportFactory(by=clerk),
        imported=_imported(graduate, clerk),
        mapping=SavedMappingFactory(by=clerk),
        payment=_payment(keeper),
        guests_payment=PaymentRequestFactory(person=None, account=None, payer_email="guest@example.org"),
        message=Message.objects.create(
            to="a@example.org", subject="s", body_text="t", from_email="b@example.org", message_id=f"<{uuid4()}@x>"
        ),
    )


def _mailings():
    """A draft of the office with its files, one that waits for a second person, one that everybody can read."""
    writer = StaffFactory(role="communications")
    draft = MailingFactory(author=writer)
    waiting = MailingFactory(author=StaffFactory(role="communications"), state="waiting")
    public = MailingFactory(sending=True, author=writer, is_public=True)
    MailingText.objects.create(
        mailing=public, language="th", subject="ข่าว", markdown="เรียน {ชื่อ}", frozen_at=timezone.now()
    )
    picture = files.add_picture_file(draft, jpeg(), alt="ชายหาด", by=writer)
    document = files.attach(draft, b"%PDF-%%EOF", Kind.PDF, name="a", by=writer)
    moment = {"claimed_at": timezone.now(), "attempts": 1}
    rate = Rate.objects.create(domain="mail.example", per_minute=60)
    uncertain = RecipientFactory(mailing=public, state="unconfirmed", message_id="<sample@portal>", **moment)
    ticket = MessageFactory(state="unconfirmed", **moment)
    made = {"draft": draft, "waiting": waiting, "public": public, "picture": picture, "uncertain": uncertain}
    return SimpleNamespace(writer=writer, rate=rate, ticket=ticket, document=document, **made)


def _merge(clerk):
    kept, gone = PersonFactory(), PersonFactory()
    return merging.merge(kept, gone, by=clerk, choices={})


def _follow_up(person, clerk):
    today = timezone.localdate()
    return ContactLogEntry.objects.create(
        person=person,
        at=timezone.now(),
        channel="phone",
        summary="rang",
        by=clerk,
        follow_up_on=today,
        follow_up_by=clerk,
    )


def _held(contact):
    return HeldChange.objects.create(
        person=contact.person,
        table="records.contact",
        key=str(contact.pk),
        values={"label": "home"},
        source="chapter",
        reason="less trusted",
    )


def _imported(person, clerk):
    """A file that was imported, with a line of each outcome; the held one waits."""
    counts = {"created": 1, "updated": 1, "unchanged": 1, "rejected": 1, "held": 1, "skipped": 1}
    done = ImportFactory(ran=True, by=clerk, counts=counts)
    ImportRowFactory(of=done)
    change = {"table": "records.contact", "key": None, "version": 0, "before": {}}
    changes = [change | {"after": {"kind": "email", "value": "new@example.org", "is_primary": True}}]
    ImportRowFactory(of=done, outcome="updated", person=person, changes=changes)
    ImportRowFactory(of=done, outcome="unchanged", person=person)
    ImportRowFactory(of=done, outcome="rejected", reasons=[{"field": "", "code": "nobody", "value": ""}])
    ImportRowFactory(of=done, outcome="skipped", reasons=[{"field": "", "code": "subtotal", "value": "รวม 1 คน"}])
    reasons = [{"field": "first_th", "code": "another_name", "value": "ใครอื่น"}]
    ImportRowFactory(of=done, outcome="held", person=person, reasons=reasons)
    return done


def _payment(keeper):
    """Part of it came, some of that goes back, and another slip waits."""
    more = {"received_satang": 30_000, "refunded_satang": 10_000}
    asked = PaymentRequestFactory(person=keeper, account=keeper.account, **more)
    today = timezone.localdate()
    came = Payment.objects.create(
        request=asked, amount_satang=30_000, bank_reference="SAMPLE0001", arrived_on=today, note="counted twice"
    )
    refund = RefundFactory(request=asked, reason="More came than was asked for.")
    return SimpleNamespace(asked=asked, came=came, refund=refund, slip=SlipFactory(request=asked, picture=""))


def _keeper():
    """A graduate who keeps a record with one thing of each kind."""
    person = GraduateFactory(account=UserFactory())
    cards.make(person, by=person.account)
    notices.notify(person.account, yearly.NOTICE)
    ContactFactory(person=person)
    AddressFactory(person=person)
    EmploymentFactory(person=person)
    PersonNameFactory(person=person, is_current=False, source="self")
    degree = person.degrees.get()
    HeldChange.objects.create(
        person=person,
        table="records.degree",
        key=str(degree.pk),
        values={"graduation_year_be": 2547},
        source="self",
        reason="less trusted",
        note="my transcript says so",
    )
    return person


def _group(keeper):
    """A group that the keeper leads, with one thing of each kind."""
    chapter = ChapterFactory()
    MembershipFactory(chapter=chapter, person=keeper)
    term = TermFactory(seat__position__chapter=chapter, person=keeper)
    member = MembershipFactory(chapter=chapter)
    search.refresh([keeper.pk, member.person_id])
    return SimpleNamespace(
        chapter=chapter,
        term=term,
        member=member,
        asked=MembershipFactory(chapter=chapter, waits="asked"),
        invited=MembershipFactory(chapter=chapter, waits="invited"),
        due=DueFactory(chapter=chapter, person=member.person),
        link=JoinLinkFactory(chapter=chapter, made_by=keeper.account),
        nomination=NominationFactory(seat__position__chapter=chapter, person=keeper),
        other=ChapterFactory(),
        position=PositionFactory(chapter=chapter, role="committee"),
        post=PostFactory(chapter=chapter, author=keeper),
        draft=PostFactory(chapter=chapter, author=keeper, state="draft"),
        **_moderated(chapter, keeper),
    )


def _moderated(chapter, keeper):
    """What the office decided about a post of the group: an objection that can be appealed, one that was."""
    against = {"outcome": "rejected", "objection": "politics", "remark": "names a party"}
    appeal = {"appeal": "it does not", "appealed_by": keeper, "appealed_at": timezone.now()}
    rejected = PostFactory(chapter=chapter, author=keeper, state="rejected")
    photo, other = (
        albums.add(album, encode(jpeg(colour=colour)), by=keeper.account)
        for album in [AlbumFactory(chapter=chapter)]
        for colour in ("navy", "red")
    )
    public = AlbumFactory(chapter=chapter, audience="everyone")
    return {
        "public_photo": albums.add(public, encode(jpeg(colour="green")), by=keeper.account),
        "decision": DecisionFactory(post=rejected, **against),
        "appealed": DecisionFactory(post=rejected, **against, **appeal),
        "report": PostReportFactory(post__chapter=chapter),
        "hold": HoldFactory(),
        "introduction": IntroductionFactory(chapter=chapter, by=keeper),
        "merge": GroupMergeFactory(kept=chapter),
        "letter": LetterRecipientFactory(person=keeper, letter__chapter=chapter).letter,
        "answer": InboxItemFactory(sender_key=f"chapter:{chapter.pk}"),
        "letter_draft": GroupLetterFactory(chapter=chapter, author=keeper),
        "mailing": MailingFactory(
            sender_key=f"chapter:{chapter.pk}",
            author=keeper.account,
            topic="chapter",
            audience={"kind": "own_members", "values": []},
        ),
        "received": _received(chapter, keeper),
        "waiting_letter": GroupLetterFactory(chapter=chapter, author=keeper, state="waiting"),
        "yearly": YearlyReportFactory(chapter=chapter, year_be=last_year(timezone.localdate())),
        "sent_yearly": YearlyReportFactory(chapter=chapter, year_be=2560, sent=True),
        "photo": photo,
        "document": DocumentFactory(chapter=chapter),
        "complaint": ComplaintFactory(photo=other),
        "asked_of_office": MatterFactory(chapter=chapter, asked_by=keeper.account),
        "asked_of_group": MatterFactory(chapter=chapter, direction="to_group"),
    }


def _received(chapter, person):
    """A mailing of the group that went to this person."""
    mailing = MailingFactory(sending=True, sender_key=f"chapter:{chapter.pk}", topic="chapter")
    now = timezone.now()
    MailingText.objects.create(mailing=mailing, language="th", subject="ข่าว", markdown="เรียน {ชื่อ}", frozen_at=now)
    sent = {"state": "sent", "sent_at": now, "message_id": f"<{uuid4()}@x>"}
    RecipientFactory(mailing=mailing, person=person, **sent)
    return mailing


def _in_group(**more):
    """The arguments of an address of the group: `pk=lambda group: …`."""
    return lambda world: {
        "slug": world.group.chapter.slug,
        **{name: find(world.group) for name, find in more.items()},
    }


# By the name of the address ("*" as in a file name, the first match counts): the arguments that it takes.
SAMPLES = [
    *evening.SAMPLES,
    *rush.SAMPLES,
    *posting.SAMPLES,
    ("records:claim_join", lambda world: {"token": deciding.token(world.approved)}),
    ("records:claim_object", lambda world: {"token": linking.objection_token(world.graduate)}),
    ("records:claim_*", lambda world: {"public_id": world.claim.public_id}),
    ("office:claim", lambda world: {"public_id": world.claim.public_id}),
    ("records:photo", lambda world: {"public_id": world.keeper.public_id, "size": "small"}),
    ("records:me_correct_degree", lambda world: {"pk": world.keeper.degrees.get().pk}),
    ("records:me_*post", lambda world: {"pk": world.keeper.employments.get().pk}),
    ("records:me_*address", lambda world: {"pk": world.keeper.addresses.get().pk}),
    ("records:me_remove_name", lambda world: {"pk": world.keeper.names.get(is_current=False).pk}),
    ("records:me_withdraw_request", lambda world: {"pk": world.keeper.held_changes.get().pk}),
    ("records:me_*contact", lambda world: {"pk": world.keeper.contacts.get().pk}),
    ("records:me_*code", lambda world: {"pk": world.keeper.contacts.get().pk}),
    ("chapters:by_link", lambda world: {"code": world.group.link.code}),
    ("chapters:nomination", lambda world: {"pk": world.group.nomination.pk}),
    ("chapters:desk_request", _in_group(pk=lambda group: group.asked.pk)),
    ("chapters:desk_invited", _in_group(pk=lambda group: group.invited.pk)),
    ("chapters:desk_member", _in_group(pk=lambda group: group.member.pk)),
    ("chapters:desk_due", _in_group(pk=lambda group: group.member.pk, due=lambda group: group.due.pk)),
    ("chapters:desk_link*", _in_group(pk=lambda group: group.link.pk)),
    ("chapters:desk_nominate", _in_group(pk=lambda group: group.term.seat_id)),
    ("chapters:desk_term_end", _in_group(pk=lambda group: group.term.pk)),
    ("chapters:photos", lambda world: {}),
    ("chapters:desk_album_new", _in_group()),
    ("chapters:desk_albums", _in_group()),
    ("chapters:albums", _in_group()),
    ("chapters:*album*", _in_group(pk=lambda group: group.photo.album_id)),
    (
        "chapters:photo_picture",
        _in_group(public_id=lambda group: group.photo.public_id, size=lambda group: "small"),
    ),
    ("chapters:photo_please", _in_group(public_id=lambda group: group.public_photo.public_id)),
    ("chapters:*photo*", _in_group(public_id=lambda group: group.photo.public_id)),
    ("chapters:desk_complaint", _in_group(pk=lambda group: group.complaint.pk)),
    ("chapters:desk_document_new", _in_group()),
    ("chapters:desk_documents", _in_group()),
    ("chapters:documents", _in_group()),
    ("chapters:document_file", _in_group(pk=lambda group: group.document.pk, number=lambda group: 1)),
    ("chapters:*document*", _in_group(pk=lambda group: group.document.pk)),
    ("chapters:post_picture", _in_group(pk=lambda group: group.post.pk, size=lambda group: "small")),
    ("chapters:post*", _in_group(pk=lambda group: group.post.pk)),
    ("chapters:desk_post_appeal", _in_group(pk=lambda group: group.decision.pk)),
    ("chapters:desk_post*", _in_group(pk=lambda group: group.draft.pk)),
    ("chapters:desk_matter", _in_group(pk=lambda group: group.asked_of_group.pk)),
    ("office:group_matter*", lambda world: {"pk": world.group.asked_of_office.pk}),
    ("chapters:desk_page*", _in_group()),
    ("office:group_introduction", lambda world: {"pk": world.group.introduction.pk}),
    ("office:group_unmerge", lambda world: {"pk": world.group.merge.pk}),
    ("chapters:desk_position_new", _in_group()),
    ("chapters:desk_position*", _in_group(pk=lambda group: group.position.pk)),
    ("office:group_position", _in_group(pk=lambda group: group.term.seat.position_id)),
    ("office:group_term_end", _in_group(pk=lambda group: group.term.pk)),
    ("office:group_merge_choose", _in_group()),
    ("office:group_merge", _in_group(kept=lambda group: group.other.slug)),
    ("office:group_letter", lambda world: {"pk": world.group.waiting_letter.pk}),
    ("office:group_complaint", lambda world: {"pk": world.group.complaint.pk}),
    ("office:group_picture", lambda world: {"public_id": world.group.complaint.photo.public_id}),
    ("office:group_file", lambda world: {"public_id": world.group.document.versions.get().public_id}),
    ("chapters:letters_stop", lambda world: {"token": stop_tokens.make(world.group.chapter.pk, world.keeper.pk)}),
    ("chapters:letter", _in_group(pk=lambda group: group.letter.pk)),
    ("chapters:desk_inbox", _in_group()),
    ("chapters:desk_reply", _in_group(pk=lambda group: group.answer.pk)),
    ("chapters:desk_letters", _in_group()),
    ("chapters:desk_letter_new", _in_group()),
    ("chapters:desk_letter_old", _in_group(pk=lambda group: group.letter_draft.pk)),
    ("chapters:letter_mailing", _in_group(public_id=lambda group: group.received.public_id)),
    ("chapters:desk_letter_results*", _in_group()),
    ("chapters:desk_letter_result*", _in_group(public_id=lambda group: group.received.public_id)),
    (
        "chapters:desk_letter_act",
        _in_group(public_id=lambda group: group.mailing.public_id, deed=lambda group: "pause"),
    ),
    (
        "chapters:desk_letter*",
        _in_group(public_id=lambda group: group.mailing.public_id),
    ),
    ("office:group_report*", lambda world: {"pk": world.group.sent_yearly.pk}),
    ("office:group_post_picture", lambda world: {"pk": world.group.post.pk}),
    ("chapters:map", lambda world: {}),
    ("chapters:desk_reports", _in_group()),
    ("chapters:desk_report*", _in_group(year=lambda group: group.yearly.year_be)),
    ("office:group", _in_group()),
    ("office:group_care", _in_group(what=lambda group: "term")),
    ("office:group_post", lambda world: {"pk": world.group.post.pk}),
    ("office:group_post_report", lambda world: {"pk": world.group.report.pk}),
    ("office:group_appeal", lambda world: {"pk": world.group.appealed.pk}),
    ("office:group_hold_end", lambda world: {"pk": world.group.hold.pk}),
    ("chapters:desk_nomination", _in_group(pk=lambda group: group.nomination.pk)),
    ("chapters:*", _in_group()),
    ("directory:cohort", lambda world: {"be_year": world.graduate.degrees.get().graduation_year_be}),
    ("directory:faculty", lambda world: {"code": world.graduate.degrees.get().faculty.code}),
    ("directory:conversation", lambda world: {"public_id": world.letter.conversation.public_id}),
    (
        "directory:report_letter",
        lambda world: {"public_id": world.letter.conversation.public_id, "pk": world.letter.pk},
    ),
    ("directory:unblock", lambda world: {"pk": world.block.pk}),
    ("directory:*", lambda world: {"public_id": world.graduate.public_id}),
    ("office:abuse_report", lambda world: {"pk": world.abuse.pk}),
    ("office:duplicate*", lambda world: {"pk": world.pair.pk}),
    ("office:suggestion", lambda world: {"pk": world.suggestion.pk}),
    ("office:death_report", lambda world: {"pk": world.death_report.pk}),
    ("office:unusual_reading", lambda world: {"pk": world.reading.pk}),
    ("office:suspension_lift", lambda world: {"pk": world.suspension.pk}),
    ("records:me_download_file", lambda world: {"public_id": world.job.public_id}),
    ("office:erasure", lambda world: {"pk": world.erasure.pk}),
    ("office:merge", lambda world: {"kept": world.graduate.public_id, "gone": world.twin.public_id}),
    ("office:merge_*", lambda world: {"public_id": world.merge.public_id}),
    ("office:job*", lambda world: {"public_id": world.job.public_id}),
    ("office:person_lift_do_not_contact", lambda world: {"public_id": world.graduate.public_id, "pk": world.wish.pk}),
    ("office:person_unlink_family", lambda world: {"public_id": world.graduate.public_id, "pk": world.link.pk}),
    ("office:person_*", lambda world: {"public_id": world.graduate.public_id}),
    ("office:person", lambda world: {"public_id": world.graduate.public_id}),
    (
        "office:fact_*",
        lambda world: {"public_id": world.graduate.public_id, "kind": "contacts", "pk": world.contact.pk},
    ),
    ("office:finish_follow_up", lambda world: {"pk": world.follow_up.pk}),
    ("office:held_change", lambda world: {"pk": world.held.pk}),
    ("office:import_mapping*", lambda world: {"pk": world.mapping.pk}),
    ("office:import_held_row", lambda world: {"pk": world.imported.rows.get(outcome="held").pk}),
    ("office:import_columns", lambda world: {"public_id": world.file.public_id}),
    ("office:import_discard", lambda world: {"public_id": world.file.public_id}),
    ("office:import*", lambda world: {"public_id": world.imported.public_id}),
    ("office:saved_list*", lambda world: {"public_id": world.saved_list.public_id}),
    ("office:selection_*", lambda world: {"token": "unknown", "kind": "letter"}),
    ("office:staff_*", lambda world: {"pk": world.clerk.pk}),
    ("quality:trend*", lambda world: {"key": "reachable"}),
    ("quality:*", lambda world: {"be_year": world.graduate.degrees.get().graduation_year_be}),
    ("payments:open", lambda world: {"token": guests.token(world.guests_payment)}),
    ("payments:desk_slip*", lambda world: {"slip": world.payment.slip.public_id}),
    ("payments:desk_withdraw_payment", lambda world: {"payment": world.payment.came.pk}),
    ("payments:desk_*_refund", lambda world: {"refund": world.payment.refund.pk}),
    ("payments:desk_pay_out", lambda world: {"refund": world.payment.refund.pk}),
    (
        "payments:*slip",
        lambda world: {"public_id": world.payment.asked.public_id, "slip": world.payment.slip.public_id},
    ),
    (
        "payments:say_where",
        lambda world: {"public_id": world.payment.asked.public_id, "refund": world.payment.refund.pk},
    ),
    ("payments:desk_export", lambda _world: {}),
    ("payments:*", lambda world: {"public_id": world.payment.asked.public_id}),
    ("admin:payments_payee_*", lambda world: {"object_id": world.payment.asked.payee_id}),
    ("mailings:preferences", lambda world: {"token": tokens.make(world.keeper.pk, tokens.PREFERENCES)}),
    ("mailings:stop", lambda world: {"token": tokens.make(world.keeper.pk, tokens.ONE_CLICK, 0)}),
    ("mailings:office_rate*", lambda world: {"pk": world.mailings.rate.pk}),
    ("mailings:office_reply", lambda world: {"pk": world.answer.pk}),
    ("mailings:picture", lambda world: {"public_id": world.mailings.picture.public_id}),
    ("mailings:document", lambda world: {"public_id": world.mailings.document.public_id}),
    ("mailings:archive", lambda world: {"public_id": world.mailings.public.public_id}),
    ("mailings:office_decide", lambda world: {"public_id": world.mailings.waiting.public_id}),
    (
        "mailings:office_act",
        lambda world: {"public_id": world.mailings.public.public_id, "deed": "pause"},
    ),
    (
        "mailings:office_settle",
        lambda world: {"public_id": world.mailings.public.public_id, "pk": world.mailings.uncertain.pk},
    ),
    ("mailings:office_settle_alone", lambda world: {"pk": world.mailings.ticket.pk}),
    ("mailings:office_progress", lambda world: {"public_id": world.mailings.public.public_id}),
    ("mailings:office_ledger", lambda world: {"public_id": world.mailings.public.public_id}),
    ("mailings:preview", lambda world: {"public_id": world.mailings.draft.public_id}),
    ("mailings:office_result*", lambda world: {"public_id": world.mailings.public.public_id}),
    (
        "mailings:office_*",
        lambda world: {
            "public_id": world.mailings.draft.public_id,
            "file_id": world.mailings.picture.public_id,
        },
    ),
    ("mailings:*", lambda world: {"pk": world.message.pk}),
    ("records:me_confirm_by_mail", lambda world: {"token": yearly.link_token(world.keeper)}),
    ("records:verify", lambda world: {"code": profiles.of(world.keeper).card_code}),
    ("accounts:*notice", lambda world: {"pk": 0}),
    ("accounts:accept_invitation", lambda world: {"token": "unknown"}),
    ("admin:app_list", lambda world: {"app_label": "records"}),
    ("admin:mailings_message_*", lambda world: {"object_id": world.message.pk}),
    ("admin:records_campus_*", lambda world: {"object_id": world.here.pk}),
    ("admin:records_institution_*", lambda world: {"object_id": world.here.institution_id}),
    ("admin:*", lambda world: {"object_id": "1", "content_type_id": "1", "app_label": "records"}),
    ("account_*", lambda world: {"uidb36": "1", "key": "unknown-key"}),
    ("mfa_*", lambda world: {"pk": 1}),
]


def arguments_of(address, world):
    """What `reverse` needs for this address; None where nobody has said."""
    if not address.arguments:
        return {}
    found = next((make(world) for pattern, make in SAMPLES if fnmatchcase(address.name, pattern)), {})
    chosen = {name: value for name, value in found.items() if name in address.arguments}
    return chosen if set(chosen) == set(address.arguments) else None


def missing_samples(addresses, world):
    return sorted({address.name for address in addresses if address.is_named and arguments_of(address, world) is None})
