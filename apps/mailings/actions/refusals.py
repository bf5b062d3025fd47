"""What the actions of mailings refuse, in words for whoever asked."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.actions.rows import Stale
from apps.mailings import rules

PICTURE_WORDS = {
    "too_large": _("This file is larger than 10 MB. Choose a smaller one."),
    "kind": _("This is no photo that we can read. Choose a JPEG, PNG or WebP file, as a telephone takes them."),
    "scripts": _(
        "This file holds more than a picture, so we did not take it. Choose the photo as the camera took it."
    ),
    "pixels": _("This picture has more pixels than we can read. Choose one from a telephone or camera."),
    "small": _("This picture is too small. Choose one of at least 40 pixels each way."),
    "broken": _("This file is damaged or not all of it arrived. Try again, or choose another photo."),
}


class NotYours(Exception):
    """The writer holds no role or post by which they could, or it is somebody else's draft."""

    message = _("You may not do this with this mailing. Make a copy of it; the copy is yours.")


class NotEditable(Exception):
    message = _("This mailing is on its way. It cannot be changed any more.")


class NotReady(Exception):
    """Something must be put right first; `problems` say what."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        self.message = " ".join(problems)
        super().__init__(self.message)


class NobodyGetsIt(Exception):
    message = _("Nobody of those whom you chose can be written to.")


class TooManyMailings(Exception):
    message = format_lazy(_("A group writes to its members at most {number} times in 30 days."), number=rules.LETTERS)


class InThePast(Exception):
    field = "scheduled_on"
    message = _("This moment has passed. Choose a later one, or send it at once.")


class AlreadyDecided(Exception):
    message = _("This has been decided already, by you or by somebody else.")


class AskedAnew(Exception):
    """The text that somebody looked at is not the one that waits now."""

    message = _("This has changed since you looked. Look at it as it is now, then decide.")


class TooManyFiles(Exception):
    field = "file"
    message = format_lazy(
        _("A mailing holds at most {pictures} pictures and {attachments} attachments."),
        pictures=rules.PICTURES,
        attachments=rules.ATTACHMENTS,
    )


class TooMuchAttached(Exception):
    field = "file"
    message = _("All attachments together are larger than 7 MB. Put the file on a page and link to it.")


class BadPicture(Exception):
    """A file that is no picture which we take; `code` as the reader of pictures has it."""

    field = "file"

    def __init__(self, code: str) -> None:
        self.message = PICTURE_WORDS.get(code, PICTURE_WORDS["broken"])
        super().__init__(code)


TO_WRITERS = (
    *(NotYours, NotEditable, NotReady, NobodyGetsIt, TooManyMailings, InThePast, AlreadyDecided, AskedAnew),
    *(TooManyFiles, TooMuchAttached, BadPicture, Stale),
)
