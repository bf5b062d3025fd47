"""What holds in every mode; demo, test and production add to it. Values that differ between machines come
from the environment (docs/operations.md lists them)."""

from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from . import environment
from .environment import env
from .logs import LOGGING  # noqa: F401 - a setting
from .mail import *
from .schedule import CELERY_BEAT_SCHEDULE  # noqa: F401 - a setting
from .sign_in import *
from .sign_in import SIGN_IN_PROVIDERS

django_stubs_ext.monkeypatch()  # lets Django's own classes take type parameters at run time

BASE_DIR, VAR_DIR = environment.BASE_DIR, environment.VAR_DIR

SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])  # former ones: links in old mails stay good
DEBUG = False
DEMO = False  # one-tap sign-in and the mail viewer: settings/demo.py only, guarded by a system check
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")

# The institution that this portal serves: a file in fixtures/institutions/
INSTITUTION = env.str("INSTITUTION", "PSU")

INSTALLED_APPS = [
    "apps.home",
    "apps.office.apps.OfficeConfig",
    "apps.events",
    "apps.chapters",
    "apps.directory",
    "apps.payments",
    "apps.mailings",
    "apps.quality",
    "apps.imports",
    "apps.duplicates",
    "apps.records",
    "apps.accounts",
    "apps.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "apps.office.apps.OfficeAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.line",
    "import_export",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.accounts.middleware.StaffSessions",
    "apps.core.middleware.PrivateResponses",
    "apps.core.middleware.ViewPolicy",
    "apps.core.middleware.LostRaces",
    "apps.directory.middleware.DirectoryDoor",
    "apps.core.middleware.OnlyForms",
    "apps.chapters.middleware.MergedGroups",
]

ROOT_URLCONF = "alumni_portal.urls"
WSGI_APPLICATION = "alumni_portal.wsgi.application"
ASGI_APPLICATION = "alumni_portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.records.reports.institution_context",
            ],
            "builtins": [
                "apps.core.templatetags.thai",
                "apps.core.templatetags.portal",
                "apps.records.templatetags.records",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # templates/django/forms: label, hint, error, input

# ---- database: SQLite embedded, PostgreSQL in production; one code for both
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}", conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer: IMMEDIATE makes a second one wait instead of failing half-way. What takes it longest is an import of
    # the whole university, about half a minute (tests/benchmarks/test_writer.py).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 120,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling the statements of a list takes PostgreSQL many times longer than running them.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, object]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
            # Of more than so many, files are thrown away blindly, the counts of wrong passwords among them.
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    )
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# ---- secrets at rest: national ids are encrypted (first key encrypts) and matched by keyed hash
FIELD_ENCRYPTION_KEYS: list[str] = env.list("FIELD_ENCRYPTION_KEYS", [])
KEYED_HASH_KEY = env.str("KEYED_HASH_KEY", "")

# ---- the audit chain's head lives outside the database
AUDIT_HEAD_FILE = Path(env.str("AUDIT_HEAD_FILE", str(VAR_DIR / "audit-head.log")))

# ---- data quality: contacts that nobody has confirmed for so many years are stale
STALE_AFTER_YEARS = env.int("STALE_AFTER_YEARS", 5)

# ---- languages
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "vendor"]  # ours first; vendor: what the packages lack
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

# ---- files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"  # never served by URL: views check who asks
FIXTURES_DIR = BASE_DIR / "fixtures"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alumni_portal.static_files.StaticFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# ---- Celery: Redis in production, an embedded file broker without it
BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "embedded://localhost"  # alumni_portal.broker
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = (
    {"visibility_timeout": 3600, "unacked_restore_throttle": 1, "unacked_restore_interval": 5}
    if REDIS_URL
    else {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# ---- what a browser may load: ourselves, nothing inline; the button of a provider leads to its sign-in page
_sign_in_pages = {"google": "https://accounts.google.com", "line": "https://access.line.me"}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *(_sign_in_pages[name] for name in SIGN_IN_PROVIDERS)],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "apps.home.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = False  # our own exports quote them without losing the text
