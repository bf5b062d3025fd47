import re

from apps.mailings.models import Message
from tests.factories import totp_code

from .people import new_surname
from .test_sign_in import give_code, sign_in

NEW_PASSWORD = "ฝนตกที่หาดใหญ่ทั้งปี"


def link_in_mail(email):
    """The path of the link that was mailed."""
    return re.search(r"https?://[^/]+(/\S+)", Message.objects.filter(to=email).latest("pk").body_text)[1]


def invite(administrator, email):
    administrator.visit("office:staff")
    administrator.follow("Invite")
    administrator.page.locator("[name=name]").fill("นภา ใหม่เอี่ยม")
    administrator.page.locator("[name=email]").fill(email)
    administrator.page.locator("[name=language]").select_option(administrator.look.language)
    administrator.page.locator("[name=roles][value=records]").check()
    administrator.press("Send the invitation")


def choose_password(guest):
    guest.page.locator("[name=new_password1]").fill(NEW_PASSWORD)
    guest.page.locator("[name=new_password2]").fill(NEW_PASSWORD)
    guest.press("Keep this password")


def test_invited_clerk_comes_from_the_mail_into_the_office(administrator, anonymous):
    email = f"{new_surname()[1].lower()}@example.org"
    invite(administrator, email)
    administrator.sees(email, "Invited")

    guest = anonymous
    guest.open(link_in_mail(email))
    guest.sees(email)
    choose_password(guest)

    sign_in(guest, email, NEW_PASSWORD)
    guest.visit("office:dashboard")
    secret = guest.page.locator("code").text_content()
    give_code(guest, totp_code(secret), "Turn it on")
    guest.follow("I kept them: to the office")
    guest.sees("นภา")

    administrator.visit("office:staff")
    administrator.does_not_see("Invited")


def test_used_link_says_so(administrator, anonymous):
    email = f"{new_surname()[1].lower()}@example.org"
    invite(administrator, email)
    anonymous.open(link_in_mail(email))
    choose_password(anonymous)

    anonymous.open(link_in_mail(email), status=410)
