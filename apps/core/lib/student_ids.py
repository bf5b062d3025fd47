"""Student ids in the one form in which they are stored and compared."""

from apps.core.lib.digits import to_arabic


def normalise_student_id(text: str) -> str:
    """Letters and digits alone, Thai digits as 0-9: "๔๔-1000 2" is "4410002"."""
    return "".join(character for character in to_arabic(text) if character.isalnum())
