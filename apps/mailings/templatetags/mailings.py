"""What pages about mailings are drawn with."""

from django import template
from django.utils.translation import get_language

from apps.mailings.lib.texts import PLACEHOLDERS

register = template.Library()


@register.simple_tag
def placeholders() -> list[str]:
    """All of them, in the language that is active, in their braces."""
    is_english = get_language() == "en"
    return ["{%s}" % (each.en if is_english else each.th) for each in PLACEHOLDERS.values()]
