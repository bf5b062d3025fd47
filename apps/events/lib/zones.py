"""The time zones in which events are held: ours first, then those of the countries where alumni groups are."""

from zoneinfo import ZoneInfo

OURS = "Asia/Bangkok"
ZONES = (
    OURS,
    *("Asia/Kuala_Lumpur", "Asia/Singapore", "Asia/Jakarta", "Asia/Yangon", "Asia/Vientiane", "Asia/Phnom_Penh"),
    *("Asia/Ho_Chi_Minh", "Asia/Manila", "Asia/Hong_Kong", "Asia/Shanghai", "Asia/Taipei", "Asia/Seoul"),
    *("Asia/Tokyo", "Asia/Kolkata", "Asia/Dubai", "Asia/Riyadh", "Asia/Qatar", "Africa/Cairo", "Europe/London"),
    *("Europe/Paris", "Europe/Berlin", "Europe/Zurich", "Europe/Stockholm", "America/New_York", "America/Chicago"),
    *("America/Denver", "America/Los_Angeles", "America/Toronto", "Australia/Perth", "Australia/Brisbane"),
    *("Australia/Sydney", "Pacific/Auckland"),
)


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def city(name: str) -> str:
    """As people call the zone: Kuala Lumpur."""
    return name.rpartition("/")[2].replace("_", " ")
