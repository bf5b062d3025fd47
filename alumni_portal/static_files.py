"""Static files under hashed names, as they are served in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# A module that is imported by another one's relative address gets its hashed name there too. Django offers this for
# all scripts or none; only these import each other so (static/vendor/qr, read by the door of an event).
_IMPORTS = r"""(?P<matched>import(?P<import>\s*\{.*?\})\s*from\s*['"](?P<url>\./.*?)["']\s*;)"""
_REWRITTEN = """import%(import)s from "%(url)s";"""


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Whoever has an old script in the cache gets the old module with it, and not half of each."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("vendor/qr/*.js", ((_IMPORTS, _REWRITTEN),)),
    )
