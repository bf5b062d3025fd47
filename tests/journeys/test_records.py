"""What a clerk does with one person's record."""

import pytest
from django.utils import timezone

from apps.records.models import HeldChange
from tests.factories import ContactFactory

from .looks import DESK
from .people import graduate, name_of, new_surname


def find(clerk, text):
    """Types into the search box: the header's, or on the list of people the list's own."""
    clerk.page.locator("[name=q][type=search]").fill(text)
    clerk.page.locator("[name=q][type=search]").press("Enter")
    clerk.page.wait_for_url("**/alumni/?q=*")
    clerk.inspect()


def open_record(clerk, person):
    clerk.visit("office:person", public_id=person.public_id)


def test_somebody_is_found_by_a_part_of_the_name_and_opened(clerk):
    person = graduate()
    clerk.visit("office:dashboard")

    find(clerk, person.names.get().last_th[3:])
    clerk.sees(clerk.say_count("%(shown)s person", "%(shown)s people", 1))
    clerk.page.locator(".people-list a").first.click()
    clerk.page.wait_for_url(f"**/{person.public_id}/")

    clerk.inspect()
    clerk.sees(name_of(person))


def test_mobile_number_typed_in_thai_digits_is_kept(clerk):
    person = graduate()
    open_record(clerk, person)

    clerk.follow("Contact", within="#contacts")
    clerk.choose({"kind": "Mobile phone"})
    clerk.fill({"address or number": "๐๘๑ ๒๓๔ ๕๖๗๘"})
    clerk.press("Save the changes")

    clerk.sees("Saved.", "081-234-5678")
    assert person.contacts.get().value == "+66812345678"


def test_menu_of_a_person_stays_on_the_screen(clerk):
    open_record(clerk, graduate())

    clerk.unfold("More")

    menu = clerk.page.locator(".more__list").bounding_box()
    assert (menu["x"] >= 0, menu["x"] + menu["width"] <= clerk.look.width) == (True, True)


@pytest.mark.parametrize("look", [DESK], ids=str, indirect=True)
def test_button_that_is_pressed_twice_saves_once(clerk):
    person = graduate()
    clerk.visit("office:person_log", public_id=person.public_id)

    clerk.fill({"what was said": "โทรกลับ"})
    with clerk.page.expect_navigation():
        clerk.page.get_by_role("button", name=clerk.say("Save the changes")).dblclick()

    clerk.sees("Saved.")
    assert person.contact_log.count() == 1


def test_slip_of_the_pen_in_a_name_is_corrected(clerk):
    person = graduate(first_th="สุดาา")
    open_record(clerk, person)

    clerk.follow("Correct")
    clerk.fill({"first name in Thai": "สุดา"})
    clerk.press("Save the changes")

    clerk.sees("Saved.", name_of(person))
    assert [name.first_th for name in person.names.all()] == ["สุดา"]


def test_married_graduate_is_found_by_both_surnames(clerk):
    person = graduate()
    before, after = person.names.get(), new_surname()
    open_record(clerk, person)

    clerk.unfold("More")
    clerk.follow("Record a change of name")
    clerk.choose({"reason": "Marriage"})
    clerk.fill({"surname in Thai": after[0], "surname in Latin letters": after[1], "since": "14 ก.พ. 2565"})
    clerk.press("Save the changes")
    clerk.sees("Saved. The former name still finds this person.")
    clerk.sees(*{"th": [after[0], before.last_th], "en": [after[1], before.last_en]}[clerk.look.language])

    for surname in (before.last_th, before.last_en, *after):
        find(clerk, surname)
        assert clerk.page.locator(".people-list li").count() == 1


def test_conversation_is_logged_and_its_follow_up_ticked_off(clerk):
    person = graduate()
    open_record(clerk, person)

    clerk.follow("Log a conversation")
    today = timezone.localdate()
    clerk.fill({"when": f"{today.day}/{today.month}/{today.year + 543}", "what was said": "อยากร่วมงานคืนเหย้า"})
    clerk.choose({"how": "Telephone"})
    clerk.fill({"follow up on": f"{today.day}/{today.month}/{today.year + 543}"})
    clerk.press("Save the changes")
    clerk.sees("Saved.", "อยากร่วมงานคืนเหย้า")

    clerk.visit("office:follow_ups")
    entry = clerk.page.locator(".list > li", has_text=person.names.get().last_th)
    entry = entry if entry.count() else clerk.page.locator(".list > li", has_text=person.names.get().last_en)
    with clerk.page.expect_navigation():
        entry.get_by_role("button", name=clerk.say("Done")).click()
    clerk.inspect()
    clerk.sees("Done. It is off the list.")
    open_record(clerk, person)
    clerk.sees("followed up")


def report_death(clerk, source, evidence, status=200):
    clerk.choose({"who said so": source})
    clerk.fill({"how it is known": evidence})
    clerk.press("Save the changes", status)


def test_death_counts_when_a_second_source_confirms_it(clerk):
    person = graduate()
    open_record(clerk, person)

    clerk.unfold("More")
    clerk.follow("Report a death")
    report_death(clerk, "Family", "ภรรยาโทรศัพท์มาบอก")
    clerk.sees("Reported deceased by one source")

    clerk.follow("Confirm by a second source")
    report_death(clerk, "Family", "ลูกสาวโทรศัพท์มาบอก", status=422)
    assert clerk.focus_is_in(".errors")
    report_death(clerk, "News or announcement", "ประกาศในหนังสือพิมพ์")
    clerk.sees("confirmed by two sources", "Deceased")
    clerk.does_not_see("Reported deceased by one source")


def hold(person, label):
    contact = ContactFactory(person=person)
    values = {"label": label}
    return HeldChange.objects.create(
        person=person, table="records.contact", key=str(contact.pk), values=values, source="chapter", reason="ทดสอบ"
    )


def test_held_change_is_written_into_the_record(clerk):
    person = graduate()
    change = hold(person, "ที่บ้าน")

    clerk.visit("office:held_change", pk=change.pk)
    clerk.sees("ที่บ้าน")
    clerk.press("Write it into the record")

    open_record(clerk, person)
    clerk.sees("ที่บ้าน")


def test_held_change_is_refused_with_a_reason(clerk):
    person = graduate()
    change = hold(person, "ที่ทำงานเก่า")

    clerk.visit("office:held_change", pk=change.pk)
    clerk.press("Leave the record as it is", status=422)
    assert clerk.focus_is_in(".errors")
    clerk.fill({"reason": "เจ้าตัวบอกว่าไม่จริง"})
    clerk.press("Leave the record as it is")

    open_record(clerk, person)
    clerk.does_not_see("ที่ทำงานเก่า")


def test_campus_clerk_finds_only_the_own_campus(campus_clerk):
    stranger = graduate()
    campus_clerk.visit("office:dashboard")

    find(campus_clerk, stranger.names.get().last_th)

    assert campus_clerk.page.locator(".people-list li").count() == 0
    campus_clerk.visit("office:person", public_id=stranger.public_id, status=404)


def test_communications_read_but_do_not_write(communications):
    person = graduate()

    open_record(communications, person)

    assert communications.page.locator("main a[href*='/log/'], main .more, main .edit").count() == 0
    communications.visit("office:person_log", public_id=person.public_id, status=403)


def test_alumnus_is_kept_out_of_the_office(alumnus):
    alumnus.visit("office:dashboard", status=403)
    alumnus.visit("accounts:overview")


def test_visitor_has_an_account_and_no_office(visitor):
    visitor.visit("home:index")
    assert visitor.page.get_by_role("link", name=visitor.say("Office"), exact=True).count() == 0
