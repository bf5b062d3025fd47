"""CI opens pages on two databases and in many looks, which takes long. `--half one` and `--half other` share the tests
of pages out between two runs: each page is opened in both, each test in one; and of the looks of a page or journey
(width, language, light or dark) each run has one. Without the option everything runs."""

from collections import defaultdict
from zlib import crc32

HALVES = ("one", "other")
ASKED_WITH = {"client", "client_for"}  # whoever asks for a browser wants to see pages
UNSHARED = ("anywhere", "both", "stricter")
LOOKS = {"look", "language"}


def goes_through_pages(item):
    """Locks are another matter: they are tried on both."""
    return not ASKED_WITH.isdisjoint(item.fixturenames) and "transactional_db" not in item.fixturenames


def of_the_other_half(items, half):
    """The tests to leave out."""
    groups = defaultdict(list)
    for item in items:
        if item.get_closest_marker("browser"):
            groups[_but_for_its_look(item)].append(item)
        elif item.get_closest_marker("pages") and not any(map(item.get_closest_marker, UNSHARED)):
            groups[item.nodeid].append(item)
    for name, group in groups.items():
        has_one_look = len(group) == 1 and group[0].get_closest_marker("browser")
        for place, item in enumerate(group):
            if not has_one_look and HALVES[(crc32(name.encode()) + place) % 2] != half:
                yield item


def _but_for_its_look(item):
    values = item.callspec.params if hasattr(item, "callspec") else {}
    others = {name: value for name, value in values.items() if name not in LOOKS}
    return f"{item.nodeid.partition('[')[0]} {others}"
