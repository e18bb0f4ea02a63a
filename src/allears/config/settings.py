"""Django's settings, made from the environment (environment.py is the table of what is read).

Importing this module starts nothing and connects to nothing.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from . import database, environment, home
from .errors import Refusal
from .logs import logging_settings
from .mail import mail_settings
from .static import storage

HOME: Path = home.prepare()
DEBUG = environment.read_flag("ALLEARS_DEBUG")
SECRET_KEY = environment.read("ALLEARS_SECRET_KEY") or home.secret_key(HOME)

# ---- where we are reached

_HOST, _PORT = environment.read("HOST"), environment.read_number("PORT", 0, 65535)
_given = [address.strip().rstrip("/") for address in environment.read("ALLEARS_URL").split(",") if address.strip()]
for _address in _given:
    if urlsplit(_address).scheme not in {"http", "https"} or not urlsplit(_address).hostname:
        raise Refusal(f"ALLEARS_URL holds {_address!r}, which is no address such as https://desk.example.org.")
SITE_URL = _given[0] if _given else f"http://{'127.0.0.1' if _HOST in {'0.0.0.0', '::'} else _HOST}:{_PORT}"  # noqa: S104
_ENCRYPTED = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(address).hostname or "" for address in _given]
ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]", *([] if _HOST in {"0.0.0.0", "::"} else [_HOST])]  # noqa: S104
CSRF_TRUSTED_ORIGINS = _given
PACKAGES_URL = environment.read("ALLEARS_PACKAGES_URL").strip().rstrip("/")
if PACKAGES_URL:
    _apart = urlsplit(PACKAGES_URL)
    if _apart.scheme not in {"http", "https"} or not _apart.hostname or _apart.path:
        raise Refusal(
            f"ALLEARS_PACKAGES_URL is {PACKAGES_URL!r}, which is no address such as https://courses.example.org."
        )
    if _apart.hostname in {urlsplit(address).hostname for address in _given}:
        raise Refusal(
            "ALLEARS_PACKAGES_URL needs another host name than ALLEARS_URL: packages are played apart from the desk."
        )
    ALLOWED_HOSTS.append(_apart.hostname)

# ---- whom we tell what was learnt

LRS_URL = environment.read("ALLEARS_LRS_URL").rstrip("/")
LRS_KEY, LRS_SECRET = environment.read("ALLEARS_LRS_KEY"), environment.read("ALLEARS_LRS_SECRET")
if LRS_URL and (urlsplit(LRS_URL).scheme not in {"http", "https"} or not urlsplit(LRS_URL).hostname):
    raise Refusal("ALLEARS_LRS_URL must look like https://lrs.example.org/xapi.")

# ---- what it is made of

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "allears.events",
    "allears.accounts",
    "allears.customers",
    "allears.conversations",
    "allears.readings",
    "allears.promises",
    "allears.learning",
    "allears.web",
    "allears.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "allears.config.static.StaticFiles",
    "allears.config.security.packages_apart",
    "allears.config.security.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allears.web.door.forms_only",
    "allears.web.door.without_slash",
]

ROOT_URLCONF = "allears.config.urls"
ASGI_APPLICATION = "allears.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours come before those that the installed apps bring, so that allauth's pages look like the rest.
        "DIRS": [Path(__file__).parents[1] / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "allears.web.door.nav",
            ],
        },
    }
]

# ---- the database

try:
    _database = psycopg.conninfo.conninfo_to_dict(database.url())
except psycopg.Error as _error:
    raise database.unreachable(_error) from None

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(_database.pop("dbname", "") or "allears"),
        "USER": str(_database.pop("user", "") or ""),
        "PASSWORD": str(_database.pop("password", "") or ""),
        "HOST": str(_database.pop("host", "") or ""),
        "PORT": str(_database.pop("port", "") or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "application_name": "allears", **_database},
    }
}
# Taken up by asgi.py: a web process has many threads that come and go, a command has one.
DATABASE_POOL = {
    "min_size": 1,
    "max_size": environment.read_number("ALLEARS_DATABASE_POOL", 1, 1000),
    "timeout": 10,
    "max_idle": 300,
}

# Only the worker and the pump import the tasks: no other process has to load listening.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["allears.jobs.tasks"]

# ---- signing in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "allears.config.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an owner vouches for the address by making the account
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_SESSION_REMEMBER = True  # a session lasts SESSION_COOKIE_AGE; nobody is asked
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _ENCRYPTED else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "All Ears: "
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the owner has vouched for it, as above
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "All Ears"

# ---- keeping it safe

SESSION_COOKIE_NAME = "allears_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _ENCRYPTED
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if _ENCRYPTED else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.read_flag("ALLEARS_TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# ---- language, time, files, mail, log

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = environment.time_zone()
ALLEARS_REGION = environment.read("ALLEARS_REGION").upper()

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": storage(STATIC_ROOT, debug=DEBUG)},
}
WHITENOISE_USE_FINDERS = not storage(STATIC_ROOT, debug=DEBUG).startswith("whitenoise")
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = HOME / "files"

DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.read("ALLEARS_MAIL_FROM")
MAIL_IS_SENT = bool(environment.read("ALLEARS_MAIL_URL"))
locals().update(mail_settings(environment.read("ALLEARS_MAIL_URL"), HOME))

_level = environment.read("ALLEARS_LOG_LEVEL").lower()
if _level not in {"debug", "info", "warning", "error"}:
    raise Refusal(f"ALLEARS_LOG_LEVEL is {_level!r}, but it can only be debug, info, warning or error.")
LOGGING = logging_settings(_level, HOME / "log", debug=DEBUG)
