"""Who may compare the registry with the registrar's head-counts and see what is wrong in it. The only place where
either is spelled."""

from apps.accounts.rules import RECORDS, REPORTS

VIEW_QUALITY = "quality.view_snapshot"
TAKE_SNAPSHOT = "quality.add_snapshot"
VIEW_COUNTS = "quality.view_headcount"
ENTER_COUNTS = "quality.add_headcount"

PERMISSIONS: dict[str, tuple[str, ...]] = {
    RECORDS: (VIEW_QUALITY, TAKE_SNAPSHOT, VIEW_COUNTS, ENTER_COUNTS),
    REPORTS: (VIEW_QUALITY, VIEW_COUNTS),
}
