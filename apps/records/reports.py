from django.http import HttpRequest


def institution_context(request: HttpRequest) -> dict[str, object]:
    return {}
