from django.core.exceptions import ValidationError
from django.forms import Field

from apps.core.lib.errors import BadInputError


def refusal(field: Field, error: BadInputError) -> ValidationError:
    """The field's own words for what the kernel could not read; "invalid" where it has none for the code."""
    code = error.code if error.code in field.error_messages else "invalid"
    return ValidationError(field.error_messages[code], code=code, params=dict(error.params))
