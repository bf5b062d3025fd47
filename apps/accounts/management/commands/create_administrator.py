from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import translation

from apps.accounts import actions, emails, rules


class Command(BaseCommand):
    help = "Invites the first administrator (or another one): mails an invitation and prints its link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            actions.sync_roles()
            user = actions.invite_staff(email=email, name=name, roles=[rules.ADMINISTRATOR], by=None)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        except actions.AlreadyStaff as error:
            raise CommandError(str(error.message)) from error
        if user.is_active:
            self.stdout.write(f"{user.email} is an administrator now and signs in as before.")
            return
        with translation.override(user.language):
            path = emails.invitation_path(actions.invitation_token(user))
        self.stdout.write(f"{user.email} was invited. The link, good for seven days and one use:")
        self.stdout.write(f"{settings.SITE_URL}{path}")
