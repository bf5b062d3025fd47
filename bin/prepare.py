"""The demonstration's database: migrated, with the reference data and the invented university. Each step does
nothing where it was done before."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    django.setup()
    for folder in (settings.VAR_DIR, settings.STATIC_ROOT, settings.MEDIA_ROOT):
        folder.mkdir(parents=True, exist_ok=True)
    for step in ("migrate", "load_reference", "seed_demo"):
        call_command(step)


if __name__ == "__main__":
    main()
