"""The desk's own settings, in a home folder that is made for one run of the tests and removed after it.

TEST_DATABASE_URL runs the tests against a server of your own (a database test_NAME is made there and removed).
"""

import atexit
import os
import shutil

from processes import new_folder

_home = str(new_folder())
_maker = os.getpid()


def _remove() -> None:
    if os.getpid() == _maker:
        shutil.rmtree(_home, ignore_errors=True)


atexit.register(_remove)
for _name in [name for name in os.environ if name.startswith("ALLEARS_")] + ["DATABASE_URL", "HOST", "PORT"]:
    os.environ.pop(_name, None)
os.environ["ALLEARS_HOME"] = _home
os.environ["ALLEARS_TIME_ZONE"] = "Europe/London"
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from allears.config.settings import *  # noqa: E402, F403
from allears.config.settings import LOGGING, STATIC_ROOT  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
STATIC_ROOT.mkdir()
LOGGING["root"]["handlers"] = []  # pytest keeps what is logged, and shows it where a test fails
