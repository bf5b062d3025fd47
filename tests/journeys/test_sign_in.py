from apps.mailings.models import Message
from tests.factories import PASSWORD, StaffFactory, UserFactory, totp_code

from .people import new_surname


def sign_in(reader, email, password=PASSWORD):
    reader.visit("account_login")
    reader.unfold("With a password")
    reader.page.locator("[name=login]").fill(email)
    reader.page.locator("[name=password]").fill(password)
    reader.press("Sign in", within="main")


def give_code(reader, code, button):
    reader.page.locator("[name=code]").fill(code)
    reader.press(button, within="main")


def code_in_mail(email):
    return Message.objects.filter(to=email).latest("pk").body_text.split("\n\n")[1].strip()


def test_staff_sign_in_with_password_and_phone(anonymous):
    clerk = StaffFactory(role="records")

    sign_in(anonymous, clerk.email)
    anonymous.sees("The second step")
    give_code(anonymous, totp_code(), "Sign in")

    anonymous.visit("office:dashboard")
    anonymous.sees("Alumni office")


def test_staff_without_a_phone_are_led_to_connect_it(anonymous):
    clerk = StaffFactory(role="records", second_factor=False)

    sign_in(anonymous, clerk.email)
    anonymous.visit("office:dashboard")
    anonymous.sees("Set up the second step")

    secret = anonymous.page.locator("code").text_content()
    give_code(anonymous, totp_code(secret), "Turn it on")
    anonymous.follow("I kept them: to the office")
    assert anonymous.is_at("office:dashboard")


def test_wrong_password_keeps_the_address_that_was_typed(anonymous):
    sign_in(anonymous, "suda@example.org", "wrong")

    assert anonymous.page.locator("[name=login]").input_value() == "suda@example.org"
    assert anonymous.focus_is_in(".errors")


def test_code_by_mail_signs_in(anonymous):
    user = UserFactory()

    anonymous.visit("account_login")
    anonymous.page.locator("[name=email]").fill(user.email)
    anonymous.press("Mail me a code")
    give_code(anonymous, code_in_mail(user.email), "Confirm")

    anonymous.visit("accounts:overview")
    anonymous.sees(user.email)


def test_visitor_signs_up_and_out_again(anonymous):
    email = f"{new_surname()[1].lower()}@example.org"

    anonymous.visit("account_signup")
    anonymous.page.locator("[name=email]").fill(email)
    anonymous.page.locator("[name=password1]").fill(PASSWORD)
    anonymous.page.locator("[name=password2]").fill(PASSWORD)
    anonymous.press("Create my account")
    give_code(anonymous, code_in_mail(email), "Confirm")
    anonymous.visit("account_logout")
    anonymous.press("Sign out", within="main")

    anonymous.visit("accounts:overview")
    assert anonymous.is_at("account_login")
