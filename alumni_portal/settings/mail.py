"""Mail and text messages: every message becomes a row of the ledger; the worker hands it to the transport."""

from pathlib import Path
from typing import Any

from .environment import VAR_DIR, env

EMAIL_BACKEND = "apps.mailings.backends.LedgerBackend"
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", "apps.mailings.backends.SmtpTransport")
_smtp = env.dj_email_url("EMAIL_URL", "smtp://127.0.0.1:1025")
EMAIL_HOST, EMAIL_PORT = _smtp["EMAIL_HOST"], _smtp["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp["EMAIL_HOST_USER"], _smtp["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp["EMAIL_USE_TLS"], _smtp["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 30)  # seconds for each answer of the mail server
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "alumni@example.ac.th")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILINGS_A_WEEK = env.int("MAILINGS_A_WEEK", 4)  # no more than so many to one person, whoever writes; services aside
MAIL_WORKERS = env.int("MAIL_WORKERS", 2)  # so many may send mailings at once
MAIL_MARK_DIR = Path(env.str("MAIL_MARK_DIR", str(VAR_DIR / "mail-mark")))  # by it a restored backup is recognised
# One mailbox with plus addresses ("portal@mail.example.ac.th"): returns, replies and unsubscribing by mail come to it,
# and it is read from there. Neither set: no mail comes back, and replies go to the address that a mail is from.
MAIL_RETURN_ADDRESS = env.str("MAIL_RETURN_ADDRESS", "")
MAIL_RETURN_SOURCE = env.str("MAIL_RETURN_SOURCE", "")  # imaps://user:password@host/INBOX, pop3s://…, maildir:/path
# Providers by their own interfaces (MAIL_TRANSPORT = "anymail.backends.…"): keys, and where they tell of returns.
MAIL_WEBHOOK = env.str("MAIL_WEBHOOK", "")  # "anymail.webhooks.mailgun.MailgunTrackingWebhookView"
ANYMAIL: dict[str, Any] = env.json("ANYMAIL", "{}")  # with WEBHOOK_SECRET ("user:password") as well
DKIM_KEY = env.str("DKIM_KEY", "")  # PEM, its line ends may be written as \n; without it nothing is signed here
DKIM_SELECTOR = env.str("DKIM_SELECTOR", "portal")
DKIM_DOMAIN = env.str("DKIM_DOMAIN", DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >"))

# ---- text messages: codes for mobile numbers; none are sent, and the pages say so, where nothing is set
SMS_TRANSPORT = env.str("SMS_TRANSPORT", "")  # a class with send(number, text): apps.mailings.backends.SmsByMail
LINE_PROVIDER = env.str("LINE_PROVIDER", "")  # a class with push(), see apps.mailings.lib.line; "": mail alone
SMS_GATEWAY = env.str("SMS_GATEWAY", "")  # for SmsByMail: "{number}@sms.example.com"
