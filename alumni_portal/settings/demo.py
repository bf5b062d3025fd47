"""`make run`: one machine, invented people, one-tap sign-in. Never the base of anything reachable from outside."""

from .base import *
from .base import STORAGES
from .environment import VAR_DIR

DEMO = True
SECRET_KEY = "demonstration-only-and-worthless-elsewhere-0123456789"  # noqa: S105 - protects invented data only
FIELD_ENCRYPTION_KEYS = ["ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0wMTIzNDU2Nzg="]
KEYED_HASH_KEY = "demonstration-only"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
SMS_TRANSPORT = "apps.mailings.backends.SmsByMail"  # the mail viewer shows them
SMS_GATEWAY = "{number}@sms.example"
# Files come straight from static/: nothing to collect before the first page, and an edit shows on reload.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
