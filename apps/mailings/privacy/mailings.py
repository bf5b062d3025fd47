"""Who wrote, approved and sent mailings."""

from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Part, Table
from apps.mailings.actions.erasing import erase_writing

WRITING = Part(
    order=62,
    label=_("Mailings that you wrote or sent"),
    purpose=_("So that it is known who wrote to whom in the university's name, and who approved it."),
    basis=Basis.LEGITIMATE,
    kept_for=_("as long as the university keeps what it wrote to its alumni"),
    erased=_("your drafts, and your name at the others"),
    stays=_("what was sent in the name of the office or of a group"),
    erase=erase_writing,
    tables=(
        Table(
            "mailings.mailing",
            (
                *("title", "sender_key", "topic", "subject_th", "subject_en", "text_th", "text_en", "audience"),
                *("state", "is_template", "is_public", "declared_neutral_at", "asked_at", "approved_at"),
                *("scheduled_at", "frozen_at", "frozen_size", "resumed_at", "finished_at", "pause_reason"),
            ),
            owner="author",
            withheld=(
                *("public_id", "copied_from", "declared_neutral_by", "held_until", "approved_by", "remark", "run_key"),
                "approved_size",
                "started_by",
            ),
        ),
        Table(
            "mailings.mailingtext",
            ("mailing", "language", "subject", "markdown", "frozen_at"),
            owner="mailing__author",
        ),
        Table(
            "mailings.mailingfile",
            ("mailing", "kind", "name", "alt", "content_type", "size", "width", "height", "added_at"),
            owner="added_by",
            withheld=("public_id", "file", "digest"),
        ),
    ),
)
