"""The groups of the demonstration university: the association, groups of provinces, faculties, campuses, classes and
of one country, with members, officers and requests among its invented people."""

from django.utils.translation import gettext_lazy as _

from apps.core.registries import Persona, demo_steps, personas

LEADER = "leader@alumni.example"
PERSONAS = (
    Persona(
        LEADER,
        _("Leader of an alumni group"),
        _("Takes members, hands over posts, writes in the group's name"),
        125,
        "alumni",
    ),
)


def register() -> None:
    from . import groups  # noqa: PLC0415 - once the apps are loaded

    demo_steps.add("chapters", groups.seed)
    for persona in PERSONAS:
        personas.add(persona.email, persona)
