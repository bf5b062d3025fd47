"""What the web server runs."""

import gc
import os
import re
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alumni_portal.settings.production")

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)
_portal = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded by now stays: the collector would walk over all of it every few dozen requests


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The portal. What comes is read as UTF-8, whatever else it says it is: Django would take any of Python's codecs
    from a stranger's header, some of which break the request or make text of it that no answer can hold."""
    environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
    return _portal(environ, start_response)
