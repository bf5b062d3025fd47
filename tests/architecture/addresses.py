"""Every address that the portal answers, with the view behind it."""

from dataclasses import dataclass

from django.urls import ResolverMatch, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """A URL pattern: `name` as `reverse` takes it ("office:person"), `arguments` by their names."""

    match: ResolverMatch
    arguments: tuple[str, ...]

    @property
    def name(self):
        return self.match.view_name

    @property
    def is_named(self):
        return bool(self.match.url_name)

    @property
    def is_ours(self):
        return self.match.func.__module__.startswith("apps.") and not self.name.startswith("admin:")


def addresses(resolver=None, namespaces=(), arguments=()):
    resolver = resolver or get_resolver()
    for each in resolver.url_patterns:
        names = (*arguments, *each.pattern.converters, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from addresses(each, inner, names)
        else:
            match = ResolverMatch(each.callback, (), {}, each.name, namespaces=list(namespaces))
            yield Address(match, tuple(dict.fromkeys(names)))
