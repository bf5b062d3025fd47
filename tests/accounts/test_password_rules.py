import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from apps.accounts.forms import PasswordRules
from apps.accounts.models import User


def problems(password, **user):
    with translation.override("en"):
        try:
            PasswordRules().validate(password, User(**user))
        except ValidationError as error:
            return error.messages
    return []


@pytest.mark.parametrize("password", ["ฝนตกที่หาดใหญ่", "correct horse battery", "x7#kkq-12pL"])
def test_good_password_is_taken(password):
    assert problems(password, email="nok@example.org", name="นก") == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("x7#kkq-1p", ["Make it 1 character longer."]),
        ("x7#kkq", ["Make it 4 characters longer."]),
        ("87234509128734", ["Put letters into it, not digits alone."]),
        ("1q2w3e4r5t6y", ["Many people use this password. Choose one of your own."]),
        ("somchai.jaidee", ["It is too much like your name or e-mail address."]),
        (
            "1234",
            [
                "Make it 6 characters longer.",
                "Put letters into it, not digits alone.",
                "Many people use this password. Choose one of your own.",
            ],
        ),
    ],
)
def test_every_problem_is_said(password, said):
    assert problems(password, email="somchai.jaidee@example.org") == said


def test_hint_says_the_rules_in_one_sentence():
    with translation.override("en"):
        assert PasswordRules().get_help_text().startswith("At least 10 characters, not digits alone")
