"""What the pages say of the account that is signed in."""

from django import template
from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import Notice, User

register = template.Library()

PROVIDERS = {"google": "Google", "line": "LINE"}


@register.filter
def provider_name(provider: str) -> str:
    """`{{ connected.provider|provider_name }}`: as the provider writes its own name."""
    return PROVIDERS.get(provider, provider)


@register.simple_tag
def unread_notices(user: User | AnonymousUser) -> int:
    """`{% unread_notices user as unread %}`: the number beside the bell."""
    return Notice.objects.filter(account=user.pk, read_at=None).count() if user.is_authenticated else 0
