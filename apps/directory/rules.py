"""Who may do what in the directory, and how much of it in which time. The only place where either is spelled."""

from datetime import timedelta

from apps.accounts.rules import COMMUNICATIONS, RECORDS

DECIDE_ABUSE = "directory.decide_abuse"  # opens letters between alumni, those that were reported alone
ACT_ON_TIPS = "directory.pass_on_suggestions"

PERMISSIONS: dict[str, tuple[str, ...]] = {
    COMMUNICATIONS: (DECIDE_ABUSE,),
    RECORDS: (ACT_ON_TIPS,),
}

# How much a person may write and tell in a day of 24 hours.
DAY = timedelta(days=1)
NEW_CONVERSATIONS = 10
LETTERS = 50
TIPS = 20  # suggestions, words of deaths and reports of abuse, each

# How much an account may read before it has to wait: enough for anybody who looks for friends.
SHORT = timedelta(minutes=10)
PROFILES = {SHORT: 60, DAY: 300}  # people's pages, each person once a day
PAGES = {SHORT: 120, DAY: 1500}  # pages of lists and maps

# Somebody without an account hears of letters that wait for them this often at most.
BETWEEN_HINTS = timedelta(days=7)
