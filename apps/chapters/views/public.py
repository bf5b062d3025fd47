"""The groups for everybody: the list of all, and a group's own page as strangers, members and leaders see it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from apps.chapters import rules
from apps.chapters.forms.search import ChapterSearchForm
from apps.chapters.models import Album, Chapter, Document, Membership, OfficerTerm, Post
from apps.chapters.querysets.decades import decades_of
from apps.chapters.querysets.faces import faces
from apps.chapters.querysets.merging import heir_of
from apps.chapters.querysets.photo_choices import choice_of
from apps.chapters.querysets.places import groups_by_province
from apps.chapters.querysets.reasons import origin_for
from apps.chapters.views.access import chapter_of
from apps.chapters.views.photos import photo_text
from apps.core import policy
from apps.core.registries import chapter_panels
from apps.core.templatetags.charts import Place
from apps.records import policy as visibility
from apps.records.models import Province


@policy.public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All groups that the university knows, by their kinds; narrowed by kind and words."""
    form = ChapterSearchForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    everyone = Chapter.objects.public().filter(institution__code=settings.INSTITUTION)
    found = everyone.with_ground().with_counts().order_by("name_th", "pk")
    kinds = set(everyone.values_list("kind", flat=True))
    if kind := asked.get("kind"):
        found = found.filter(kind=kind)
    if words := asked.get("q"):
        found = found.named(words)
    groups = [(label, [each for each in found if each.kind == value]) for value, label in Chapter.Kind.choices]
    viewer = visibility.person_of(request.user)
    mine = Membership.objects.held().filter(person=viewer).values_list("chapter", flat=True) if viewer else ()
    context = {
        "form": form,
        "kind": kind,
        "kinds": [(value, label) for value, label in Chapter.Kind.choices if value in kinds],
        "groups": [(label, chapters) for label, chapters in groups if chapters],
        "mine": set(mine),
    }
    return render(request, "chapters/index.html", context)


@policy.public
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: who it is, who leads it, how one joins; for members and leaders the ways to what is theirs."""
    try:
        chapter = chapter_of(slug)
    except Http404:
        known = Chapter.objects.filter(status=Chapter.Status.CLOSED, recognised_on__isnull=False)
        closed = known.filter(slug=slug).first()
        if closed is None or heir_of(slug) is not None:
            raise
        return render(request, "chapters/closed.html", {"chapter": closed}, status=410)  # posters still name it
    return render(request, "chapters/show.html", page_of(request, chapter))


@policy.public
@require_safe
def province_map(request: HttpRequest) -> HttpResponse:
    """Where there are groups: a square for each province, the same as a table, and those of other kinds below."""
    ours = Chapter.objects.public().filter(institution__code=settings.INSTITUTION)
    found = groups_by_province(ours)
    index = reverse("chapters:index")
    places = {}
    for province in Province.objects.order_by("code"):
        here = found.get(province.code, [])
        url = reverse("chapters:show", args=[here[0].slug]) if len(here) == 1 else f"{index}?kind=province"
        short = province.abbr_en if get_language() == "en" else province.abbr_th
        places[province.code] = Place(province.code, province.name, short, len(here), url)
    table = [(places[code], groups) for code, groups in sorted(found.items())]
    abroad = ours.filter(kind=Chapter.Kind.ABROAD).select_related("country").order_by("country", "name_th")
    context = {"places": places, "table": table, "abroad": abroad, "total": len(table)}
    return render(request, "chapters/map.html", context)


def page_of(request: HttpRequest, chapter: Chapter) -> dict[str, Any]:
    """What the group's page shows to this reader, whatever else a form on it adds."""
    is_alumnus = visibility.is_alumnus(request.user)
    viewer = visibility.person_of(request.user) if is_alumnus else None
    standing = rules.standing_of(viewer, chapter)
    officers = OfficerTerm.objects.of(chapter).running(timezone.localdate()).in_order()
    shown = faces([term.person_id for term in officers], viewer, is_alumnus=is_alumnus)
    context = {
        "chapter": chapter,
        "standing": standing,
        "is_alumnus": is_alumnus,
        "awaits_degree": not is_alumnus and visibility.person_of(request.user) is not None,
        "members": Membership.objects.held().filter(chapter=chapter).count(),
        "officers": [(term, shown.get(term.person_id)) for term in officers],
        "news": Post.objects.filter(chapter=chapter).published().open_to(standing, is_alumnus=is_alumnus)[:3],
        **_kept(chapter, standing, is_alumnus=is_alumnus),
        "decades": (decades := decades_of(chapter)),
        "most": max((decade.number for decade in decades), default=0),
        "former_names": chapter.names.exclude(valid_to=None).order_by("-valid_to"),
    }
    if viewer is not None and standing.membership is None and chapter.is_open:
        context["origin"] = origin_for(chapter, viewer)
    if viewer is not None and standing.is_member and choice_of(viewer) is None:
        context["photo_text"] = photo_text()
    context["panels"] = [panel for _key, make in chapter_panels if (panel := make(request, chapter, standing))]
    return context


def _kept(chapter: Chapter, standing: rules.Standing, *, is_alumnus: bool) -> dict[str, Any]:
    """The newest albums, and whether there are documents."""
    albums = Album.objects.filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus).filled().with_cover()
    documents = Document.objects.kept().filter(chapter=chapter).open_to(standing, is_alumnus=is_alumnus)
    return {"albums": albums[:3], "documents": documents.count()}
