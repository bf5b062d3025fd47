"""Consent for each purpose: given and taken back with the same ease, each word kept with the text that was read."""

import pytest
from django.urls import reverse

from apps.core.models import AuditEntry
from apps.records.actions import consents
from apps.records.lib import consent_texts
from apps.records.models import Consent
from apps.records.querysets import consents as said
from tests.factories import GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db
NEWS, EVENTS = Consent.Purpose.NEWS, Consent.Purpose.EVENTS


@pytest.fixture
def graduate():
    return GraduateFactory(account=UserFactory())


def say(person, purpose=NEWS, is_given=True, **fields):
    by = fields.pop("by", person.account)
    return consents.say(person, purpose=purpose, is_given=is_given, language="th", by=by, **fields)


def agreed(purpose):
    return set(said.agreed(purpose).values_list("pk", flat=True))


def test_every_purpose_has_a_text_in_both_languages():
    texts = {purpose: consent_texts.current(purpose) for purpose in Consent.Purpose}

    assert set(consent_texts.TEXTS) == set(Consent.Purpose.values)
    assert all(text.th and text.en and text.th != text.en for text in texts.values())


def test_versions_of_a_text_differ():
    for texts in consent_texts.TEXTS.values():
        assert len({text.version for text in texts}) == len(texts)


def test_text_that_was_never_shown_is_an_error():
    with pytest.raises(LookupError):
        consent_texts.of_version("news", "2400-01")


def test_nobody_agrees_who_never_said_so(graduate):
    assert agreed(NEWS) == set()


def test_newest_word_holds_at_once(graduate):
    other = GraduateFactory()
    say(graduate)
    assert agreed(NEWS) == {graduate.pk}

    say(graduate, is_given=False)

    assert agreed(NEWS) == set()
    assert set(said.agreed(NEWS, [other.pk])) == set()


def test_one_purpose_says_nothing_of_another(graduate):
    say(graduate, NEWS)

    assert agreed(EVENTS) == set()


def test_every_word_stays(graduate):
    say(graduate)
    say(graduate, is_given=False)
    say(graduate)

    words = Consent.objects.filter(person=graduate).order_by("pk")
    assert [(word.is_given, word.text_version) for word in words] == [
        (given, consent_texts.current(NEWS).version) for given in (True, False, True)
    ]


def test_saying_the_same_twice_is_one_word(graduate):
    say(graduate)

    assert say(graduate) is None
    assert Consent.objects.count() == 1


def test_no_where_nothing_was_said_is_no_word(graduate):
    assert say(graduate, is_given=False) is None


def test_new_text_is_agreed_to_anew(graduate, monkeypatch):
    say(graduate)
    newer = consent_texts.ConsentText("2570-01", "ใหม่", "new")
    monkeypatch.setitem(consent_texts.TEXTS, "news", (*consent_texts.TEXTS["news"], newer))

    assert say(graduate).text_version == "2570-01"


def test_word_is_in_the_history(graduate):
    say(graduate)

    entry = AuditEntry.objects.get(subject_id=graduate.pk, action="records.agree")
    assert (entry.by, entry.after["purpose"]) == (graduate.account, "news")


def test_page_gives_and_takes_back_with_one_press_each(graduate, client_for):
    client, url = client_for(graduate.account), reverse("records:me_consents")

    client.post(url, {"purpose": "news", "is_given": "1"})
    assert agreed(NEWS) == {graduate.pk}
    client.post(url, {"purpose": "news", "is_given": "0"})

    assert agreed(NEWS) == set()
    assert [word.by for word in Consent.objects.all()] == [None, None]


def test_page_remembers_the_language_of_the_text(graduate, client_for, language):
    client_for(graduate.account).post(reverse("records:me_consents"), {"purpose": "news", "is_given": "1"})

    assert Consent.objects.get().language == language


def test_page_shows_the_text_that_was_read(graduate, client_for):
    say(graduate)

    page = client_for(graduate.account).get(reverse("records:me_consents")).content.decode()

    assert page.count(consent_texts.current(NEWS).th) == 2  # on the switch, and in the history


def test_unknown_purpose_changes_nothing(graduate, client_for):
    response = client_for(graduate.account).post(reverse("records:me_consents"), {"purpose": "x", "is_given": "1"})

    assert (response.status_code, Consent.objects.count()) == (422, 0)


def test_consent_wants_a_record(client_for):
    response = client_for(UserFactory()).get(reverse("records:me_consents"))

    assert response["Location"] == reverse("records:claim")


def test_office_notes_a_word_with_who_and_how(graduate, staff, client_for):
    clerk = staff("records")
    url = reverse("office:person_consents", args=[graduate.public_id])

    client_for(clerk).post(url, {"purpose": "events", "is_given": "1", "how": "on the telephone"})

    word = Consent.objects.get()
    assert (word.by, word.how, word.is_given) == (clerk, "on the telephone", True)


def test_office_cannot_note_a_word_without_saying_how(graduate, staff, client_for):
    url = reverse("office:person_consents", args=[graduate.public_id])

    response = client_for(staff("records")).post(url, {"purpose": "events", "is_given": "1"})

    assert (response.status_code, Consent.objects.count()) == (422, 0)
