"""Which messages a mail server took, by its log: Postfix, sendmail and Exim, as they write it."""

import re
from collections.abc import Iterable, Iterator

_NAMED = re.compile(r"\b([0-9A-Za-z]{6,20}): (?:.*?\b)?(?:message-id|msgid)=(<[^<>\s]{3,190}>)")  # Postfix, sendmail
_FOLLOWED = re.compile(r"\b([0-9A-Za-z]{6,20}): .*?(?:\(queue active\)|\b(?:dsn|status|stat)=)")  # by what is taken
_EXIM = re.compile(r" <= .*? id=([^<>\s]{3,190})(?:\s|$)")
_KNOWN = 50_000  # names of one log between their first line and what follows


def taken(lines: Iterable[str]) -> Iterator[str]:
    """The Message-ID of each message that the server took. One that it was only told, and that never came to its
    queue, is none: the connection broke, or a filter refused it."""
    names: dict[str, str] = {}
    for line in lines:
        if named := _NAMED.search(line):
            names[named[1]] = named[2]
            if len(names) > _KNOWN:
                names.pop(next(iter(names)))
        elif found := _EXIM.search(line):
            yield f"<{found[1]}>"
        if (followed := _FOLLOWED.search(line)) and (name := names.pop(followed[1], "")):
            yield name
