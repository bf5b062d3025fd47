"""Being forgotten: asked for, slept on, taken back, held, done."""

import html
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from apps.accounts.models import User
from apps.core import privacy
from apps.core.actions import sealing, verification
from apps.core.models import AuditEntry
from apps.records.actions import erasure, names, photos
from apps.records.forms.privacy import confirming_word
from apps.records.models import Claim, DoNotContact, ErasureRequest, PersonName, Profile, SearchRow
from tests.factories import ContactFactory, GraduateFactory, StaffFactory, UserFactory

from . import planting

pytestmark = pytest.mark.django_db
LATER = timedelta(days=8)

# Where words of the erased may still stand: their name and degree, what proves what was done, and the office's own.
STAYS = {
    *(f"records.personname.{part}_{script}" for part in ("title", "first", "last") for script in ("th", "en")),
    *(f"records.personname.middle_{script}" for script in ("th", "en")),
    "records.personname.source_ref",
    "records.degree.student_id",
    "records.degree.source_ref",
    "records.searchrow.text",
    "records.searchrow.sort_key",
    "records.consent.how",
    "records.consent.text_version",
    "records.disclosure.what",
    "records.disclosure.reason",
    "records.erasurerequest.hold_reason",
    "records.erasurerequest.outcome",
    "records.savedlist.name",
    "imports.import.name",  # of files that a member of staff brought in: the log of processing
    "imports.savedmapping.name",
    "records.savedlist.query",
}


@pytest.fixture
def graduate():
    return GraduateFactory(account=UserFactory(email="aree@example.org", name="อารี"))


def ask(person):
    return erasure.ask(person, by=person.account, language="th")


def carry_out(request):
    return erasure.carry_out(request.pk, now=timezone.now() + LATER)


def test_nothing_is_erased_in_the_week_of_grace(graduate):
    ask(graduate)

    assert erasure.erase_due(timezone.now() + timedelta(days=6)) == 0
    assert User.objects.get(pk=graduate.account_id).is_active


def test_erasure_takes_every_word_but_what_is_named(world):
    planted = planting.tokens(world)
    request = ask(world.person)

    assert carry_out(request)

    left = {name for name, text in planting.everywhere().items() if any(token in text for token in planted)}
    assert left - STAYS == set()


def test_erasure_leaves_others_alone(world):
    request = ask(world.person)
    before = {name: text.count(planting.OTHERS) for name, text in planting.everywhere().items()}

    carry_out(request)

    after = {name: text.count(planting.OTHERS) for name, text in planting.everywhere().items()}
    less = {name for name in before if after[name] < before[name]}
    assert less == {
        "core.job.params",
        "accounts.notice.params",
        "socialaccount.socialtoken.token",
        "core.auditentry.after",
    }


def test_erased_account_lets_nobody_in(graduate, client_for):
    client = client_for(graduate.account)
    request = ask(graduate)

    carry_out(request)

    account = User.objects.get(pk=graduate.account_id)
    assert (account.email, account.name, account.is_active, account.has_usable_password()) == (None, "", False, False)
    assert client.get(reverse("records:me_privacy")).status_code == 302


def test_degree_and_name_stay_for_the_office_alone(graduate):
    request = ask(graduate)

    carry_out(request)

    assert [name.audience for name in graduate.names.all()] == ["office"]
    assert [degree.audience for degree in graduate.degrees.all()] == ["office"]
    assert [row.tier for row in SearchRow.objects.filter(person=graduate)] == ["office"]


def test_person_without_a_degree_keeps_no_name():
    guest = GraduateFactory(degree=None, account=UserFactory())
    request = ask(guest)

    carry_out(request)

    assert not PersonName.objects.filter(person=guest).exists()


def test_nobody_writes_again(graduate):
    request = ask(graduate)

    carry_out(request)

    assert [wish.channel for wish in DoNotContact.objects.filter(person=graduate)] == ["all"]


def test_history_keeps_its_rows_and_its_seals(graduate, settings):
    names.correct(graduate.names.get(), {"nickname": "หนู"}, source="self", by=graduate.account)
    sealing.seal(now=timezone.now())
    request = ask(graduate)

    carry_out(request)

    changed = AuditEntry.objects.get(action="records.correct_name")
    assert (changed.before, changed.after, changed.by_id) == (None, None, graduate.account_id)
    assert list(verification.verify(sealing.head_file())) == []


def test_outcome_counts_what_went(world):
    request = ask(world.person)

    carry_out(request)

    request.refresh_from_db()
    assert (request.state, request.outcome["records.contacts"], request.outcome["records.work"]) == ("done", 2, 1)


def test_erasing_twice_does_nothing(graduate):
    request = ask(graduate)
    carry_out(request)
    entries = AuditEntry.objects.count()

    assert not carry_out(request)
    assert AuditEntry.objects.count() == entries


def test_failure_leaves_everything_as_it_was(world, monkeypatch):
    request = ask(world.person)
    contacts = world.person.contacts.count()
    monkeypatch.setattr("apps.records.emails.send_erasure_done", lambda *args, **kwargs: 1 / 0)

    assert erasure.erase_due(timezone.now() + LATER) == 0

    request.refresh_from_db()
    assert (request.state, world.person.contacts.count()) == ("asked", contacts)


def test_photo_goes_from_the_disk(graduate, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    for size in photos.SIZES:
        (tmp_path / photos.file_of("a", size)).write_bytes(b"picture")
    Profile.objects.create(person=graduate, photo="a")
    request = ask(graduate)

    with django_capture_on_commit_callbacks(execute=True):
        carry_out(request)

    assert list(tmp_path.iterdir()) == []


def test_record_that_the_office_took_away_is_not_erased(graduate):
    """Somebody got hold of a stranger's record and asks to erase it; the office takes it from them in time."""
    ContactFactory(person=graduate)
    request = ask(graduate)
    type(graduate).objects.filter(pk=graduate.pk).update(account=None)

    assert carry_out(request)

    assert graduate.contacts.count() == 1
    request.refresh_from_db()
    assert request.person is None


def test_account_without_a_record_is_erased():
    visitor = UserFactory()
    request = erasure.ask(None, by=visitor, language="en")

    assert carry_out(request)
    assert User.objects.get(pk=visitor.pk).email is None


def test_claims_of_others_on_the_record_stay(world):
    request = ask(world.person)

    carry_out(request)

    assert [claim.name for claim in Claim.objects.all()] == [f"{planting.OTHERS}typed"]


def test_request_is_taken_back(graduate):
    request = ask(graduate)

    erasure.take_back(request, by=graduate.account)

    assert not carry_out(request)
    assert erasure.open_request(graduate.account) is None


def test_held_request_waits_and_goes_on(graduate):
    request, clerk = ask(graduate), StaffFactory()

    erasure.hold(request, by=clerk, reason="a gift under audit")
    assert not carry_out(request)
    erasure.let_go(request, by=clerk, reason="audited")

    assert carry_out(request)


def test_held_request_can_be_taken_back(graduate):
    request = ask(graduate)
    erasure.hold(request, by=StaffFactory(), reason="a gift under audit")

    erasure.take_back(request, by=graduate.account)

    assert request.state == "cancelled"


def test_done_request_cannot_be_held(graduate):
    request = ask(graduate)
    carry_out(request)
    request.refresh_from_db()

    with pytest.raises(erasure.NotOpen):
        erasure.hold(request, by=StaffFactory(), reason="too late")


def test_second_request_is_refused(graduate):
    ask(graduate)

    with pytest.raises(erasure.AskedAlready):
        ask(graduate)


def test_member_of_staff_is_told_to_leave_the_office_first():
    with pytest.raises(erasure.WorksInTheOffice):
        erasure.ask(None, by=StaffFactory(), language="th")


def test_each_step_is_told_by_mail(graduate):
    request, clerk = ask(graduate), StaffFactory()
    erasure.hold(request, by=clerk, reason="a gift under audit")
    erasure.let_go(request, by=clerk, reason="audited")
    carry_out(request)

    assert [message.to for message in mail.outbox] == [["aree@example.org"]] * 4
    assert "a gift under audit" in mail.outbox[1].body


# ---- the page


def word(language="th"):
    with translation.override(language):
        return confirming_word()


def test_page_says_what_goes_and_what_stays(graduate, client_for):
    page = html.unescape(client_for(graduate.account).get(reverse("records:me_erase")).content.decode())

    parts = dict(privacy.register())
    for said in (parts["records.names"].erased, parts["records.names"].stays, parts["accounts.account"].stays):
        assert str(said) in page


def test_page_asks_for_the_word(graduate, signed_in):
    client = signed_in(graduate.account)

    assert client.post(reverse("records:me_erase"), {"word": "yes"}).status_code == 422
    assert client.post(reverse("records:me_erase"), {"word": f" {word()} "}).status_code == 302
    assert ErasureRequest.objects.get().person_id == graduate.pk


def test_page_wants_a_fresh_sign_in(graduate, client_for):
    response = client_for(graduate.account).post(reverse("records:me_erase"), {"word": word()})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not ErasureRequest.objects.exists()


def test_page_takes_it_back(graduate, client_for):
    request = ask(graduate)

    client_for(graduate.account).post(reverse("records:me_erase_take_back"))

    request.refresh_from_db()
    assert request.state == "cancelled"


def test_nobody_takes_back_what_is_not_theirs(graduate, client_for):
    request = ask(graduate)

    client_for(UserFactory()).post(reverse("records:me_erase_take_back"))

    request.refresh_from_db()
    assert request.state == "asked"
