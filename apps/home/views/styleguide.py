"""Every piece of which the portal's pages are made, in every state: for those who build pages, and for the tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core import policy
from apps.core.lib import thailand
from apps.core.lib.plots import Bar
from apps.core.templatetags.charts import Place
from apps.home.forms import SampleForm

ICONS = ("search", "users", "map-pin", "briefcase", "graduation-cap", "lock", "globe", "bell", "heart-handshake", "x")
COLOURS = (  # tokens of portal.css; styleguide.css holds a patch of each
    *("brand", "brand-soft", "link", "hero", "accent", "petal", "petal-ink", "petal-soft", "petal-deep"),
    *("gold", "gold-soft", "gold-ink", "ok", "ok-soft", "warn", "warn-soft", "danger", "danger-soft"),
    *("paper", "surface", "sunken", "line", "line-strong", "ink", "ink-2", "m0", "m1", "m2", "m3", "m4", "m5"),
)
BARS = [Bar(str(year), (year - 2535, 2590 - year), str(year)) for year in range(2540, 2570, 3)]
PLACES = {code: Place(code, code, code, int(code) ** 2 // 9, "#charts") for code in thailand.SQUARES}


@policy.public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    context = {
        "sample": SampleForm(auto_id="sample_%s"),
        "refused": SampleForm({"nickname": "โอ๊ต"}, auto_id="refused_%s"),
        "icons": ICONS,
        "colours": COLOURS,
        "bars": BARS,
        "places": PLACES,
    }
    return render(request, "home/styleguide.html", context)
