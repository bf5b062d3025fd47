"""Where a mail provider tells what became of messages. Closed unless a provider and a secret are configured."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core import policy
from apps.mailings.adapters import Events


@csrf_exempt  # a machine without cookies; the secret in its request is the proof
@policy.public
@never_cache
@require_http_methods(["POST", "HEAD"])
def provider(request: HttpRequest) -> HttpResponse:
    """Handed to anymail's view of the configured provider, which checks secret and signature."""
    if not (settings.MAIL_WEBHOOK and settings.ANYMAIL.get("WEBHOOK_SECRET")):
        raise Http404
    answer: HttpResponse = import_string(settings.MAIL_WEBHOOK).as_view(signal=Events())(request)
    return answer
