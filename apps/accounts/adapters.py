from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import MaxLengthValidator
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from apps.accounts import emails
from apps.accounts.models import User
from apps.accounts.rules import signed_in_just_now
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
        return super().is_reauthentication_required(app=app, **kwargs) and not signed_in_just_now(self.request)

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


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Google and LINE: a way to sign in, never proof of who somebody is. What they say of a person's name is not taken
    over, and an e-mail address only where the provider has confirmed it; an account may be without one."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Set a password first; without one you could not sign in any more."),
        "no_verified_email": _("Add an e-mail address first; without one you could not sign in any more."),
    }

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Only the environment says which providers there are; no row of the database does."""
        return [
            SocialApp(provider=name, **app)
            for name, known in settings.SOCIALACCOUNT_PROVIDERS.items()
            for app in known.get("APPS", [])
            if provider in {None, name} and client_id in {None, app["client_id"]}
        ]

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as error:
            raise Http404(f"{provider} is not set up") from error

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """An address that the provider has not confirmed could be anybody's: it is as if there were none. Kept of what
        the provider sends is only by what its owner knows the account there again."""
        confirmed = [address for address in sociallogin.email_addresses if address.verified]
        sociallogin.email_addresses = confirmed
        sent = sociallogin.account.extra_data
        known_as = (data.get("email"), sent.get("displayName"), sent.get("name"))
        sociallogin.account.extra_data = {"known_as": next(filter(None, known_as), "")}
        user: User = sociallogin.user
        user.email = confirmed[0].email.lower() if confirmed else None
        return user
