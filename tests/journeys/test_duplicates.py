"""A clerk goes through the pile of duplicates: two people, one person, and a merge that is taken back."""

from apps.duplicates.models import Merge, Pair
from tests.factories import PairFactory

from .people import graduate


def test_the_pile_is_gone_through(clerk):
    twins = PairFactory(person_a=graduate(), person_b=graduate("สุดี", "Sudee"), score=99, grade="certain")
    double = PairFactory(person_a=graduate("มาลี", "Malee"), person_b=graduate("มาลี", "Malee"), score=98)
    clerk.visit("office:duplicates")
    clerk.page.locator(f"main a[href$='/duplicates/{twins.pk}/']").click()
    clerk.page.wait_for_url(f"**/duplicates/{twins.pk}/")
    clerk.inspect()

    clerk.press("These are two people", status=422)
    clerk.sees("Say how you know it, such as “twins”. It is kept for ever.")
    clerk.fill({"how you know that these are two people": "ฝาแฝด"})
    clerk.press("These are two people")
    clerk.sees("Decided.", "ฝาแฝด")
    clerk.page.wait_for_url(f"**/duplicates/{double.pk}/?said={twins.pk}")

    clerk.follow("One person: merge the records", within="main")
    sure = clerk.page.get_by_label(clerk.say("I have looked at this: they are one person."))
    if sure.count():
        sure.check()
    clerk.press("Merge into one record")
    clerk.sees("The two records are one now.", "You have just merged:")
    assert Merge.objects.filter(gone_key=double.person_b_id, undone_at=None).exists()

    clerk.follow("Take it back", within="main .note")
    clerk.fill({"reason": "ไม่ใช่คนเดียวกัน"})
    clerk.press("Make two records again")
    clerk.sees("There are two records again.")
    assert Pair.objects.open().filter(pk=double.pk).exists()

    clerk.visit("office:duplicates_remembered")
    clerk.sees("ฝาแฝด")
    clerk.press("Take back", within=f"main form[action*='/{twins.pk}/']")
    clerk.sees("The pair waits for a decision again.")
    Pair.objects.filter(pk__in=[twins.pk, double.pk]).delete()
