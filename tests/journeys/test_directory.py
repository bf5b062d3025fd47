"""An alumnus finds a friend, writes, and is answered; somebody else is kept away."""

import pytest

from apps.directory.models import AbuseReport, Block, Conversation, LostSuggestion
from tests.factories import PASSWORD, UserFactory

from .people import graduate, name_of

GREETING = "จำกันได้ไหม อยู่หอเดียวกันตอนปีหนึ่ง"
ANSWER = "จำได้สิ ดีใจที่ทักมา"


@pytest.fixture
def friend():
    """Somebody with an account whom the directory finds."""
    return graduate(account=UserFactory(password=PASSWORD))


def surname(person, look):
    return name_of(person, look.language).split()[-1]


def find(reader, person):
    reader.visit("directory:index")
    reader.page.locator("#id_q").fill(surname(person, reader.look))
    reader.press("Search")
    reader.sees(name_of(person, reader.look.language))
    reader.follow(name_of(person, reader.look.language))
    assert reader.is_at("directory:person")


def test_friend_is_found_written_to_and_answers(alumnus, reader, friend, university):
    find(alumnus, friend)
    alumnus.follow("Write a message")
    alumnus.press("Send the message", 422)
    alumnus.fill({"your message": GREETING})
    alumnus.press("Send the message")
    alumnus.sees(GREETING)

    other = reader(friend.account)
    other.visit("directory:inbox")
    other.follow(name_of(university.people["alumnus"].person, other.look.language).split()[0], within="main")
    other.sees(GREETING)
    other.fill({"your message": ANSWER})
    other.press("Send the answer")

    alumnus.visit("directory:conversation", public_id=Conversation.objects.get(recipient=friend).public_id)
    alumnus.sees(ANSWER)


def test_search_is_narrowed_and_widened_by_links(alumnus, friend):
    cohort = friend.degrees.get().cohort
    alumnus.open(alumnus.address("directory:index") + f"?q={surname(friend, alumnus.look)}&cohort={cohort.pk}")
    assert alumnus.page.locator(".person").count() == 1

    alumnus.open(alumnus.page.url + "&year_to=2450")
    alumnus.page.locator(".empty a.btn").click()
    alumnus.page.wait_for_url(lambda url: "year_to" not in url)
    alumnus.inspect()

    alumnus.page.locator(".chip--on").first.click()
    alumnus.page.wait_for_url(lambda url: "cohort" not in url)
    alumnus.inspect()


def test_letter_is_reported_and_its_writer_blocked(alumnus, reader, friend, university):
    find(alumnus, friend)
    alumnus.follow("Write a message")
    alumnus.fill({"your message": "สนใจลงทุนไหม"})
    alumnus.press("Send the message")
    conversation = Conversation.objects.get(recipient=friend)

    other = reader(friend.account)
    other.visit("directory:conversation", public_id=conversation.public_id)
    other.follow("Report this message")
    other.page.locator("input[name=reason]").nth(1).check()
    other.press("Send the report")
    other.visit("directory:block", public_id=university.people["alumnus"].person.public_id)
    other.press("Block this person")

    alumnus.visit("directory:person", public_id=friend.public_id, status=404)
    assert AbuseReport.objects.filter(letter__conversation=conversation).count() == 1
    assert Block.objects.filter(person=friend).count() == 1


def test_word_about_somebody_lost_reaches_the_office_alone(alumnus, reader, university):
    lost = LostSuggestion.objects.count()
    alumnus.visit("directory:lost")
    alumnus.fill({"their first name and surname": "วีระ ตามหา", "address or number": "weera@example.org"})
    alumnus.page.locator("input[name=channel]").first.check()
    alumnus.press("Tell the office")

    clerk = reader(university.people["clerk"])
    clerk.visit("office:suggestions")
    clerk.follow("วีระ ตามหา")
    clerk.page.locator("input[name=outcome]").first.check()
    clerk.press("Decide")

    assert LostSuggestion.objects.count() == lost + 1
    assert LostSuggestion.objects.latest("pk").contact == ""
