"""Links to a group in LINE."""

from urllib.parse import urlsplit

from apps.core.lib.errors import BadInputError

HOST = "line.me"


class LineLinkError(BadInputError):
    """A text that is no link to LINE. Codes: invalid, elsewhere."""


def read(text: str) -> str:
    """The link, as LINE's program gives it: https://line.me/…. Raises LineLinkError."""
    link = text.strip()
    if "://" not in link:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise LineLinkError("invalid", str(error)) from error
    if parts.scheme != "https" or parts.username or parts.password or port is not None or any(map(str.isspace, link)):
        raise LineLinkError("invalid", f"no plain https link: {link!r}")
    if host != HOST and not host.endswith(f".{HOST}"):
        raise LineLinkError("elsewhere", f"a link to {host}")
    if not parts.path.strip("/"):
        raise LineLinkError("invalid", "it leads to no group")
    return link
