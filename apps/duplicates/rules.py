"""Who may decide whether two records are of one person. The only place where this is spelled."""

from apps.accounts.rules import RECORDS

DECIDE = "duplicates.decide_pairs"

# What each role may do with duplicates; an administrator may also do all that the other roles may.
PERMISSIONS: dict[str, tuple[str, ...]] = {RECORDS: (DECIDE,)}
