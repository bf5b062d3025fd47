from django.db import models


class EncryptedTextField(models.TextField):
    """Being written."""
