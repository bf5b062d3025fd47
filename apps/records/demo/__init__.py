"""The demonstration university: invented people by the tens of thousands, the same for the same seed.

`university` builds it; every other file says how one kind of thing is spread over the graduates. Shares, years and
weights are assumptions, unless fixtures/ says that they are known."""

from apps.core.registries import demo_steps, personas


def register() -> None:
    """Tells the core what `seed_demo` builds here, and as whom the demonstration page signs one in."""
    from . import accounts, university  # noqa: PLC0415 - once the apps are loaded

    demo_steps.add("records", university.seed)
    for persona in accounts.PERSONAS:
        personas.add(persona.email, persona)
