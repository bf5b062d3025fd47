"""What the page of the door says by its script, in the reader's language. Names in braces are filled in there."""

from typing import Any

from django.utils.translation import gettext as _

from apps.events.models import Registration


def words() -> dict[str, Any]:
    return {
        "outcome": _outcomes(),
        "standing": {state: str(label) for state, label in Registration.State.choices},
        "banner": _banners(),
        **_sentences(),
    }


def _outcomes() -> dict[str, str]:
    return {
        "admitted": _("Let in"),
        "already": _("Let in already"),
        "double": _("Let in twice"),
        "unknown": _("Not on the list"),
        "void": _("No valid ticket"),
        "mistyped": _("A sign of the code is wrong"),
        "party": _("A ticket for several people"),
        "undone": _("Undone"),
        "walkin": _("Let in without registration"),
        "full": _("All seats are taken"),
        "no_camera": _("The camera does not open"),
        "unread": _("No code found in the picture"),
    }


def _banners() -> dict[str, str]:
    return {
        "online": _("Connected."),
        "offline": _("No network. Go on: everything is kept on this device and sent later."),
        "signed_out": _("You are signed out. Go on: everything is kept on this device. Sign in again to send it."),
        "closed": _("You keep this door no more. The list was wiped from this device."),
    }


def _sentences() -> dict[str, str]:
    return {
        "waits_one": _("1 scan waits to be sent."),
        "waits": _("{number} scans wait to be sent."),
        "twice": _("first: {first}; again: {second}"),
        "list": _("{number} people on this device’s list, as of {at}"),
        "no_list": _("There is no list on this device."),
        "not_sent": _("not sent yet"),
        "offline_unknown": _(
            "The code is not on the list that was loaded before the network went. You decide; note a walk-in by name."
        ),
        "walkin_offline": _("Kept by name. The seat is taken once there is a network."),
        "no_camera": _("Allow the camera for this page in the browser’s settings, or type the code."),
        "mistyped": _("Look at it once more; it has thirteen signs."),
        "unread": _("Hold the telephone straight and close, and try again."),
        "after_end": _("was let in although the registration had ended"),
        "admit": _("Let in"),
        "undo": _("Undo"),
        "scan": _("Scan codes"),
        "stop_scan": _("Stop the camera"),
    }
