"""How people sign in: passwords and codes by mail, passkeys, Google and LINE."""

from typing import Any

from .environment import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "apps.accounts.forms.PasswordRules"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:index"
LOGOUT_REDIRECT_URL = "home:index"
ACCOUNT_ADAPTER = "apps.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds, as long as a code that confirms an address; the mail says so
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# beside allauth's own, which count by network and by account
ACCOUNT_RATE_LIMITS = {
    "verify_card": "60/m/ip",
    "send_slip": "30/h/key,300/h/ip",
    "reply": "30/h/key,300/h/ip",
    "ask_down": "10/h/ip",
    "report": "10/h/ip",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told to its owner by mail
# Google and LINE: on where the environment names a client, else nothing of them is seen. Whoever signs in there has
# shown that the account there is theirs, and nothing about who they are in the registry.
_clients = {
    name: (env.str(f"{name.upper()}_CLIENT_ID", ""), env.str(f"{name.upper()}_CLIENT_SECRET", ""))
    for name in ("google", "line")
}
SIGN_IN_PROVIDERS = [name for name, client in _clients.items() if all(client)]
SOCIALACCOUNT_ADAPTER = "apps.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "google": {"SCOPE": ["openid", "email"], "OAUTH_PKCE_ENABLED": True},
    "line": {"SCOPE": ["openid", "profile"], "OAUTH_PKCE_ENABLED": True},
}
for _name in SIGN_IN_PROVIDERS:
    _id, _secret = _clients[_name]
    _app = {"client_id": _id, "secret": _secret, "name": {"google": "Google", "line": "LINE"}[_name]}
    SOCIALACCOUNT_PROVIDERS[_name]["APPS"] = [_app]
SOCIALACCOUNT_EMAIL_REQUIRED = False  # LINE gives none
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # only addresses that the provider has confirmed come in (ProviderAdapter)
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True  # another way in is added only by whoever has just signed in
MFA_ADAPTER = "apps.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # what was typed while it was shown counts though the next code is shown by now (RFC 6238, 5.2)
MFA_FORMS = {"add_webauthn": "apps.accounts.forms.AddKeyForm", "edit_webauthn": "apps.accounts.forms.RenameKeyForm"}
