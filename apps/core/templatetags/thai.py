"""Being written."""

from django import template

register = template.Library()
