"""A clerk makes one record of two, sees what came of it, and takes it back."""

from apps.records.models import Person
from tests.factories import ContactFactory

from .people import graduate, name_of


def test_two_records_are_made_one_and_two_again(clerk):
    kept, gone = graduate(), graduate(first_th="สุธิดา", first_en="Suthida")
    ContactFactory(person=gone, value=f"moved{gone.pk}@example.org")
    clerk.visit("office:person", public_id=kept.public_id)
    clerk.unfold("More")
    clerk.follow("Merge with another record")
    clerk.page.locator("main [name=q]").fill(gone.names.get().last_th)
    clerk.page.locator("main [name=q]").press("Enter")
    clerk.page.wait_for_url("**/merge/?q=*")
    clerk.inspect()
    clerk.page.locator("main .list a").first.click()
    clerk.page.wait_for_url(f"**/{kept.public_id}/{gone.public_id}/")
    clerk.inspect()

    clerk.page.get_by_label(name_of(gone)).first.check()
    clerk.press("Show the result")
    clerk.press("Merge into one record", status=422)
    clerk.sees("Read what speaks against it, then tick that they are one person.")
    clerk.page.get_by_label(clerk.say("I have looked at this: they are one person.")).check()
    clerk.press("Merge into one record")
    clerk.sees("The two records are one now.")
    assert kept.names.get(is_current=True).first_th == "สุธิดา"

    clerk.visit("office:person", public_id=gone.public_id)
    clerk.sees("The record that you asked for was merged into this one.", f"moved{gone.pk}@example.org")

    clerk.visit("office:merges")
    clerk.page.locator("main .list a").first.click()
    clerk.page.wait_for_load_state()
    clerk.follow("Take it back", within="main")
    clerk.fill({"reason": "ไม่ใช่คนเดียวกัน"})
    clerk.press("Make two records again")
    clerk.sees("There are two records again.")
    assert Person.objects.get(pk=gone.pk).names.get().is_current
