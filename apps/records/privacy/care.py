"""What the office writes down in its dealings with somebody, and what its staff work with."""

from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Part, Table
from apps.records.actions import erasing
from apps.records.privacy import merging

PARTS = {
    "care": Part(
        order=20,
        label=_("Our dealings with you"),
        purpose=_("So that whoever you speak to in the office knows what was said before."),
        basis=Basis.LEGITIMATE,
        kept_for=_("as long as we are in touch with you"),
        erased=_("notes of conversations, relatives, lists you stand on, changes that wait for a decision"),
        tables=(
            Table(
                "records.contactlogentry",
                ("at", "channel", "summary", "by", "follow_up_on", "follow_up_by", "done_at"),
            ),
            Table("records.familylink", ("relation",), withheld=("relative",), merging=merging.FAMILY),
            Table("records.familylink", ("relation",), owner="relative", withheld=("person",)),
            Table("records.savedlistmember", ("added_at",), withheld=("saved_list",), merging=merging.MEMBER),
            Table(
                "records.heldchange",
                (
                    *("table", "key", "values", "source", "source_ref", "reason", "note", "state"),
                    *("decided_by", "decided_at"),
                ),
            ),
        ),
    ),
    "staff": Part(
        order=60,
        label=_("What members of staff work with"),
        purpose=_("So that staff keep their own lists and see the people of their campus only."),
        basis=Basis.CONTRACT,
        kept_for=_("as long as somebody works in the office"),
        erased=_("the campuses of a member of staff"),
        stays=_("lists, which belong to the office"),
        erase=erasing.forget_staff,
        tables=(
            Table("records.staffscope", ("campus",), owner="user"),
            Table(
                "records.savedlist", ("public_id", "name", "is_shared", "query"), owner="owner", withheld=("people",)
            ),
        ),
    ),
}
