"""The link in a letter by which its reader gets no more of them: for that person and group alone, without signing in,
and for as long as the letter is kept."""

from django.core import signing

_SALT = "chapters.letters.stop"


def make(chapter_id: int, person_id: int) -> str:
    return signing.dumps([chapter_id, person_id], salt=_SALT, compress=True)


def read(token: str) -> tuple[int, int] | None:
    """The group and the person; None for what is no link of ours."""
    try:
        chapter_id, person_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(chapter_id), int(person_id)
