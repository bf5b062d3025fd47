from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import policy
from apps.home import demo


@policy.demo
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everybody whom one can be in the demonstration."""
    return render(request, "home/demo.html", {"groups": demo.groups(), "claimable": demo.claimable()})


@policy.demo
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    try:
        user = demo.sign_in(request, email=request.POST.get("email", ""))
    except (demo.UnknownPersona, demo.NotADemonstration) as error:
        raise Http404 from error
    return redirect("office:dashboard" if user.is_staff else "home:index")
