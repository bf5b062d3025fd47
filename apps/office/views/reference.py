"""The reference data at a glance: each kind with its admin page."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.core import policy
from apps.office import rules

ICONS = {
    "Institution": "landmark",
    "Campus": "map-pin",
    "Faculty": "building-2",
    "DegreeTitle": "scroll-text",
    "Programme": "graduation-cap",
    "Cohort": "users",
    "Province": "flag",
    "Country": "globe",
}


@policy.staff(rules.VIEW_REFERENCE)
def index(request: HttpRequest) -> HttpResponse:
    """What this person may look up or change, in the order in which one thing holds the next."""
    models = {
        model["object_name"]: model for app in admin.site.get_app_list(request, "records") for model in app["models"]
    }
    kinds = [(icon, models[name]) for name, icon in ICONS.items() if name in models]
    return render(request, "office/reference.html", {"title": _("Reference data"), "kinds": kinds})
