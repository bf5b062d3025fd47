"""A graduate comes to their record: from the home page in fewer than ten steps, or through the office."""

from apps.accounts.models import User
from apps.mailings.models import Message
from apps.records.models import Claim, Contact
from tests.factories import ContactFactory

from .people import graduate, name_of, new_surname

MOST_STEPS = 10


def owner(**more):
    """A graduate of 2548, born 4 March 2508, whose mail works."""
    person = graduate(birth_date="1965-03-04", birth_date_source="registrar", **more)
    contact = ContactFactory(person=person, value=f"{name_of(person, 'en').split()[-1].lower()}@example.org")
    return person, contact.value


def mail_to(address):
    return Message.objects.filter(to=address).latest("pk").body_text


def code_of(address):
    return mail_to(address).split("\n\n")[1].strip()


def link_of(address):
    """The path of the link in the newest mail."""
    url = next(word for word in mail_to(address).split() if "/claim/" in word)
    return "/" + url.partition("//")[2].partition("/")[2]


def say_who(reader, name, year="2548"):
    reader.page.locator("#id_name").fill(name)
    reader.page.locator("#id_year_be").fill(year)
    reader.press("Continue")
    say_when(reader)


def say_when(reader, birth=("4", "3", "2508")):
    day, month, year = birth
    reader.page.locator("#id_day").fill(day)
    reader.page.locator("#id_month").select_option(month)
    reader.page.locator("#id_year").fill(year)
    reader.press("Send me a code")


def test_graduate_comes_from_the_home_page_to_the_record(anonymous):
    person, address = owner()
    anonymous.visit("home:index")
    pages = []
    anonymous.page.on("framenavigated", lambda frame: pages.append(frame.url))

    anonymous.page.locator("#find-name").fill(f"น.ส.{name_of(person)}")
    anonymous.page.locator("#find-year").fill("2548")
    anonymous.press("Find my name", within="main")
    say_when(anonymous)
    anonymous.sees("Look into your mail")
    anonymous.page.locator("#id_code").fill(code_of(address))
    anonymous.press("This is my record")

    person.refresh_from_db()
    assert (person.account.email, len(pages) < MOST_STEPS) == (address, True)
    assert anonymous.is_at("home:me")


def test_signed_in_visitor_claims_with_this_account(reader):
    person, address = owner()
    visitor = User.objects.create_user(f"own-{address}")
    mine = reader(visitor)

    mine.visit("records:claim")
    say_who(mine, name_of(person, "en"), year="2005")
    mine.page.locator("#id_code").fill(code_of(address))
    mine.press("This is my record")

    person.refresh_from_db()
    assert person.account == visitor
    mine.visit("records:claim")
    mine.sees("Your record is yours already")


def test_mistakes_are_explained_and_nothing_typed_is_lost(anonymous):
    anonymous.visit("records:claim")
    anonymous.page.locator("#id_name").fill("สุดา ใจดี")
    anonymous.press("Continue", status=422)
    assert anonymous.focus_is_in(".errors")
    anonymous.page.locator("#id_year_be").fill("2548")
    anonymous.press("Continue")

    anonymous.page.locator("#id_day").fill("31")
    anonymous.page.locator("#id_month").select_option("2")
    anonymous.page.locator("#id_year").fill("2508")
    anonymous.press("Send me a code", status=422)

    assert anonymous.page.locator("#id_day").input_value() == "31"
    anonymous.page.locator("#id_day").fill("3")
    anonymous.press("Send me a code")
    anonymous.page.locator("#id_code").fill("000000")
    anonymous.press("This is my record", status=422)
    anonymous.sees("No code?")


def test_claim_goes_through_the_office(anonymous, reader, university):
    person = graduate()
    address = f"{new_surname()[1].lower()}@example.org"
    anonymous.visit("records:claim")
    say_who(anonymous, name_of(person))
    anonymous.follow("Ask the office to help")
    anonymous.page.locator("#id_email").fill(address)
    anonymous.page.locator("#id_message").fill("อาจารย์ที่ปรึกษาคืออาจารย์อารี")
    anonymous.press("Send it to the office")
    anonymous.sees("Your claim", "Waiting for the office")

    clerk = reader(university.people["clerk"])
    claim = Claim.objects.get(email=address)
    clerk.visit("office:claims")
    clerk.page.locator(f"a[href*='{claim.public_id}']").first.click()
    clerk.inspect()
    clerk.page.locator("#id_reply").fill("เรียนคณะอะไร")
    clerk.press("Ask back")

    anonymous.open(link_of(address))
    anonymous.page.locator("#id_text").fill("คณะแรกในรายการ")
    anonymous.press("Send it to the office")

    clerk.visit("office:claim", public_id=claim.public_id)
    clerk.page.locator("#claim-q").fill(name_of(person))
    clerk.press("Search", within="main")
    clerk.follow(name_of(person, clerk.look.language), within="main")
    clerk.sees("fits")
    clerk.press("This is their record")
    clerk.sees("Decided.")

    anonymous.open(link_of(address))
    anonymous.press("Take over my record")
    person.refresh_from_db()
    assert (person.account.email, anonymous.is_at("home:me")) == (address, True)
    assert Contact.objects.filter(person=person, value=address, confirmed_by="self").exists()


def test_record_is_handed_over_at_the_counter(clerk, anonymous):
    person = graduate(language=anonymous.look.language)
    address = f"{new_surname()[1].lower()}@example.org"

    clerk.visit("office:person", public_id=person.public_id)
    clerk.unfold("More")
    clerk.follow("Hand over to an account")
    clerk.page.locator("#id_email").fill(address)
    clerk.page.locator("#id_reason").fill("showed the identity card")
    clerk.press("Send the link")

    anonymous.open(link_of(address))
    anonymous.press("Take over my record")
    person.refresh_from_db()
    assert person.account.email == address


def test_owner_objects_by_the_link_of_our_mail(anonymous, clerk):
    person, address = owner(language=anonymous.look.language)
    anonymous.visit("records:claim")
    say_who(anonymous, name_of(person))
    anonymous.page.locator("#id_code").fill(code_of(address))
    anonymous.press("This is my record")

    anonymous.open(link_of(address))
    anonymous.press("It was not me")
    anonymous.sees("Thank you, the office knows")

    clerk.visit("office:claim", public_id=Claim.objects.get(person=person, kind="object").public_id)
    clerk.press("It was not them: take the record back")
    person.refresh_from_db()
    assert person.account is None
