"""Who may decide whether two records are of one person, and join them. The only place where this is spelled."""

from apps.accounts.rules import RECORDS

DECIDE = "duplicates.decide_pairs"
MERGE = "duplicates.merge_people"

# What each role may do with duplicates; an administrator may also do all that the other roles may.
PERMISSIONS: dict[str, tuple[str, ...]] = {RECORDS: (DECIDE, MERGE)}
