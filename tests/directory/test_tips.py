"""What alumni tell the office in confidence about others."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.core.actions import privacy
from apps.core.models import AuditEntry
from apps.directory import rules
from apps.directory.actions import tips
from apps.directory.actions.refusals import AlreadyDecided
from apps.directory.models import DeathReport, LostSuggestion
from apps.records.models import Death, DoNotContact
from tests.factories import DeathReportFactory, LostSuggestionFactory

pytestmark = pytest.mark.django_db
LOST = {"name": "สุดา หายไป", "year_be": "2540", "channel": "email", "contact": "Suda@Example.ORG"}


def audited(suggestion):
    return AuditEntry.objects.filter(table="directory.lostsuggestion", key=str(suggestion.pk))


def suggested(pair, **told):
    pair.browser.post("/directory/lost/", LOST | told)
    return LostSuggestion.objects.get()


def test_suggestion_is_kept_encrypted(pair):
    suggestion = suggested(pair)

    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM directory_lostsuggestion")
        [(stored,)] = cursor.fetchall()
    assert (suggestion.contact, "example" in stored) == ("Suda@example.org", False)
    assert "example.org" not in str(list(audited(suggestion).values_list("after", flat=True)))


@pytest.mark.parametrize("name", ["ชูใจ เลิศล้ำ", "ไม่มี คนนี้"])
def test_answer_is_the_same_for_whoever_is_on_record_or_not(pair, name):
    response = pair.browser.post("/directory/lost/", LOST | {"name": name}, follow=True)

    assert response.redirect_chain == [(reverse("directory:index"), 302)]
    assert name not in response.content.decode()


@pytest.mark.parametrize(("channel", "contact"), [("email", "no address"), ("phone", "12")])
def test_contact_must_be_of_its_kind(pair, channel, contact):
    response = pair.browser.post("/directory/lost/", LOST | {"channel": channel, "contact": contact})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["contact"])


def test_tips_have_a_limit_a_day(pair):
    LostSuggestionFactory.create_batch(rules.TIPS, by=pair.me)

    assert pair.browser.post("/directory/lost/", LOST).status_code == 422


def test_invitation_goes_out_once_and_the_contact_is_gone_everywhere(pair, staff):
    suggestion = suggested(pair)

    tips.invite(suggestion, person=None, language="th", by=staff("records"))
    with pytest.raises(AlreadyDecided):
        tips.invite(suggestion, person=None, language="th", by=staff("records"))

    [sent] = mail.outbox
    suggestion.refresh_from_db()
    assert (sent.to, reverse("records:claim") in sent.body) == (["Suda@example.org"], True)
    assert (suggestion.outcome, suggestion.contact, suggestion.decided_at is not None) == ("invited", "", True)
    assert set(audited(suggestion).exclude(action="core.erase_audit_values").values_list("before", "after")) == {
        (None, None)
    }


def test_invitation_is_not_sent_to_whoever_wants_none(pair, staff):
    suggestion = LostSuggestionFactory()
    DoNotContact.objects.create(person=pair.other, since=timezone.localdate())

    with pytest.raises(ValidationError):
        tips.invite(suggestion, person=pair.other, language="th", by=staff("records"))

    assert mail.outbox == []


def test_contact_that_nobody_used_is_forgotten_after_90_days():
    old, new = LostSuggestionFactory(), LostSuggestionFactory()
    LostSuggestion.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=91))

    privacy.expire(timezone.now())

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.outcome, old.contact, old.decided_by) == ("expired", "", None)
    assert (new.outcome, new.contact) == ("", "suda@example.org")


# ---- deaths


TOLD = {"source": "family", "evidence": "ผมเป็นน้องชาย"}


def test_word_of_a_death_waits_for_the_office(pair):
    url = reverse("directory:death_of", args=[pair.other.public_id])

    pair.browser.post(url, TOLD)

    report = DeathReport.objects.get()
    assert (report.person_id, report.name, Death.objects.count()) == (pair.other.pk, "ชูใจ เลิศล้ำ", 0)


def test_word_of_a_death_of_anybody_asks_for_the_name(pair):
    assert pair.browser.post("/directory/deaths/", TOLD).status_code == 422

    pair.browser.post("/directory/deaths/", TOLD | {"name": "ไม่มี คนนี้"})

    assert DeathReport.objects.get().person is None


def test_two_words_of_deaths_alone_confirm_nothing(pair):
    for source in ("family", "news"):
        pair.browser.post(reverse("directory:death_of", args=[pair.other.public_id]), TOLD | {"source": source})

    assert (DeathReport.objects.count(), Death.objects.count()) == (2, 0)
    assert pair.browser.get(reverse("directory:person", args=[pair.other.public_id])).status_code == 200


def test_word_that_the_office_takes_is_one_source_of_two(pair, staff):
    clerk = staff("records")
    first, same, second = DeathReportFactory.create_batch(3)
    take = {"person": pair.other, "died_on": None, "by": clerk}

    tips.take_death(first, source="family", **take)
    one = Death.objects.get().is_confirmed
    with pytest.raises(ValidationError):
        tips.take_death(same, source="family", **take)
    tips.take_death(second, source="news", **take)

    same.refresh_from_db()
    assert (one, same.is_open, Death.objects.get().is_confirmed) == (False, True, True)
