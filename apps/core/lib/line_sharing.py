"""Passing a page on in LINE."""

from urllib.parse import quote

_SHARE = "https://social-plugins.line.me/lineit/share?url="


def share_url(page_url: str) -> str:
    """Where LINE asks to whom a page shall go."""
    return _SHARE + quote(page_url, safe="")
