from typing import Any

from django.db import models


class PartialDateField(models.CharField):
    """Being written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)
