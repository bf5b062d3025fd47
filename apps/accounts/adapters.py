import time
from types import SimpleNamespace
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from apps.accounts import emails
from apps.accounts.models import User
from apps.core.fields import EncryptedTextField

SECRET = EncryptedTextField()
LONGEST_ADDRESS = 254  # as RFC 5321 has it, and the column


class AccountAdapter(DefaultAccountAdapter):
    """allauth as this portal wants it: accounts begin with an e-mail address; the registry knows the rest."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.is_authenticated and request.user.is_staff:
            return reverse("office:dashboard")
        url: Any = super().get_login_redirect_url(request)
        return str(url)

    def new_user(self, request: HttpRequest) -> User:
        """Somebody who signs up is written to in the language of the page on which they did."""
        return User(language=translation.get_language() or settings.LANGUAGE_CODE)

    def clean_email(self, email: str) -> str:
        """allauth would cut a longer address short, and write to somebody else."""
        MaxLengthValidator(LONGEST_ADDRESS)(email)
        return email

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody is asked for the password again within minutes of signing in: setting up the second step comes
        right after it."""
        return super().is_reauthentication_required(app=app, **kwargs) and not self._signed_in_just_now()

    def _signed_in_just_now(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return bool(records) and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} · {emails.letterhead().portal}"

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """allauth's texts, signed by the office, with an HTML version that is made from the text."""
        letterhead = emails.letterhead()
        site = SimpleNamespace(name=letterhead.portal, domain=settings.SITE_URL)
        context = context | {"current_site": site, "letterhead": letterhead, "site_url": settings.SITE_URL}
        message: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        context |= {"letter": message.body, "subject": message.subject}
        message.attach_alternative(render_to_string("emails/from_text.html", context), "text/html")
        return message


class MFAAdapter(DefaultMFAAdapter):
    """The second step of signing in; who works in the office cannot be without one."""

    def encrypt(self, text: str) -> str:
        """Secrets of the second step are kept like national ids: a copy of the database opens nobody's account."""
        return str(SECRET.get_prep_value(text))

    def decrypt(self, encrypted_text: str) -> str:
        return str(SECRET.from_db_value(encrypted_text))

    def get_totp_issuer(self) -> str:
        """The name under which the code is found in the authenticator app: plain letters, for every app's sake."""
        with translation.override("en"):
            return emails.letterhead().portal

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not authenticator.user.is_staff:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
