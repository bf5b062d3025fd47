"""The test suite, on SQLite or on what DATABASE_URL and REDIS_URL name."""

import tempfile
from pathlib import Path

from .base import *
from .base import STORAGES
from .environment import env

_var = Path(tempfile.mkdtemp(prefix="portal-test-"))

SECRET_KEY = "test"  # noqa: S105 - no secret
FIELD_ENCRYPTION_KEYS = ["dGVzdC1vbmx5LWtleS10ZXN0LW9ubHkta2V5LTAxMjM="]
KEYED_HASH_KEY = "test"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = _var / "static"
MEDIA_ROOT = _var / "media"
AUDIT_HEAD_FILE = _var / "audit-head.log"
MAIL_MARK_DIR = _var / "mail-mark"
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
if not env.str("DATABASE_URL", ""):
    DATABASES["default"]["NAME"] = ":memory:"
