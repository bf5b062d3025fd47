import pytest
from django.urls import reverse
from django.utils import translation

from apps.accounts import reports
from apps.accounts.actions import notices
from apps.accounts.models import Notice
from apps.core import registries
from apps.core.registries import NoticeText
from tests.factories import GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db
KIND = "tests.rain"


@pytest.fixture(autouse=True)
def _weather(monkeypatch):
    """An app that has words for a kind of notice."""
    known = dict(registries.notices) | {KIND: lambda params: NoticeText(_rain(params["where"]), "/weather/", "info")}
    monkeypatch.setattr(registries.notices, "_entries", known)


def _rain(where):
    return {"th": f"ฝนตกที่{where}", "en": f"Rain in {where}"}[translation.get_language()]


@pytest.fixture
def reader():
    return UserFactory()


def texts(page):
    return [told.said.text for told in page.context["told"]]


def bell(client):
    page = client.get(reverse("accounts:overview")).content.decode()
    return page.partition('class="bell"')[2].partition("</a>")[0]


def test_notice_is_told_in_the_language_of_the_reader(client_for, reader, language):
    notices.notify(reader, KIND, where="สงขลา")

    assert texts(client_for(reader).get(reverse("accounts:notices"))) == [_rain("สงขลา")]


def test_newest_comes_first(client_for, reader):
    for where in ("สงขลา", "ตรัง"):
        notices.notify(reader, KIND, where=where)

    assert texts(client_for(reader).get(reverse("accounts:notices"))) == ["ฝนตกที่ตรัง", "ฝนตกที่สงขลา"]


def test_nobody_reads_the_notices_of_others(client_for, reader):
    notice = notices.notify(UserFactory(), KIND, where="สงขลา")
    client = client_for(reader)

    assert texts(client.get(reverse("accounts:notices"))) == []
    assert client.get(reverse("accounts:notice", args=[notice.pk])).status_code == 404
    assert client.post(reverse("accounts:read_notice", args=[notice.pk])).status_code == 404


def test_bell_says_how_many_are_new(client_for, reader):
    client = client_for(reader)
    assert "<b>" not in bell(client)
    notices.notify_each(KIND, {reader.pk: {"where": "สงขลา"}, UserFactory().pk: {"where": "ตรัง"}})

    assert "<b>1</b>" in bell(client)


def test_bell_costs_one_question(client_for, reader, django_assert_num_queries):
    client = client_for(reader)
    client.get(reverse("accounts:notices"))

    with django_assert_num_queries(6):  # session, account, sessions' list, notices' number and page, bell
        client.get(reverse("accounts:notices"))


def test_following_a_notice_marks_it_as_read(client_for, reader):
    notice = notices.notify(reader, KIND, where="สงขลา")
    notices.notify(reader, KIND, where="ตรัง")

    response = client_for(reader).get(reverse("accounts:notice", args=[notice.pk]))

    assert response.url == "/weather/"
    assert list(Notice.objects.filter(read_at=None).values_list("params", flat=True)) == [{"where": "ตรัง"}]


def test_one_is_marked_as_read(client_for, reader):
    notice = notices.notify(reader, KIND, where="สงขลา")
    notices.notify(reader, KIND, where="ตรัง")

    assert client_for(reader).post(reverse("accounts:read_notice", args=[notice.pk])).url == reverse(
        "accounts:notices"
    )
    assert Notice.objects.filter(read_at=None).count() == 1


def test_all_are_marked_as_read_and_only_ones_own(client_for, reader):
    for account in (reader, reader, UserFactory()):
        notices.notify(account, KIND, where="สงขลา")

    client_for(reader).post(reverse("accounts:read_notices"))

    assert Notice.objects.filter(read_at=None).exclude(account=reader).count() == 1
    assert Notice.objects.filter(read_at=None, account=reader).count() == 0


def test_long_lists_are_paged(client_for, reader, language):
    for _ in range(21):
        notices.notify(reader, KIND, where="สงขลา")
    client = client_for(reader)

    pages = [client.get(reverse("accounts:notices"), {"page": page}) for page in (1, 2)]

    assert [len(texts(page)) for page in pages] == [20, 1]
    assert 'rel="next"' in pages[0].content.decode()


def test_kind_without_words_is_not_written(reader):
    with pytest.raises(notices.UnknownKind):
        notices.notify(reader, "tests.snow")


def test_kind_that_nobody_speaks_for_any_more_is_passed_over(client_for, reader):
    notice = Notice.objects.create(account=reader, kind="tests.snow")

    assert reports.tell_notices([notice]) == []
    assert client_for(reader).get(reverse("accounts:notice", args=[notice.pk])).status_code == 404


def test_own_page_shows_the_newest_that_are_not_read(client_for, language):
    account = GraduateFactory(account=UserFactory()).account
    for where in ("ตรัง", "พัทลุง", "ยะลา", "สตูล"):
        notices.notify(account, KIND, where=where)
    notices.mark_read(Notice.objects.latest("pk"))

    page = client_for(account).get(reverse("home:me")).content.decode()

    shown = [where for where in ("ตรัง", "พัทลุง", "ยะลา", "สตูล") if _rain(where) in page]
    assert shown == ["ตรัง", "พัทลุง", "ยะลา"]


@pytest.mark.parametrize("how", ["accounts:read_notice", "accounts:read_notices"])
def test_part_of_the_page_brings_the_bell_along(client_for, reader, how):
    notice = notices.notify(reader, KIND, where="หาดใหญ่")
    arguments = [notice.pk] if how == "accounts:read_notice" else []

    response = client_for(reader).post(reverse(how, args=arguments), headers={"HX-Request": "true"})

    part = response.content.decode()
    assert (response.status_code, 'id="notices"' in part, "<html" in part) == (200, True, False)
    assert 'id="bell" hx-swap-oob="true"' in part
    assert "<b>" not in part.partition('id="bell"')[2].partition("</a>")[0]
