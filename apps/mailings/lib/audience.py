"""To whom a mailing goes, as it is kept: kinds of people combined by and, or and not. Plain data; who these people
are is asked of the database (`querysets.audiences`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.lib.errors import BadInputError

DEEPEST, MOST_LEAVES, MOST_VALUES = 6, 60, 200


class BadAudience(BadInputError):
    """Data that is no audience. Codes: empty, shape, too_deep, too_many, kind, value, gone."""


@dataclass(frozen=True)
class Leaf:
    """People of one kind: those whom any of the values means (a kind without values: all of it)."""

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Every:
    """Whoever is in all of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True)
class Some:
    """Whoever is in at least one of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True)
class Not:
    """Whoever is not in the part."""

    part: "Node"


Node = Leaf | Every | Some | Not


@dataclass(frozen=True)
class Line:
    """One line of the builder: people who are, or are not, of a kind."""

    kind: str
    values: tuple[str, ...] = ()
    is_not: bool = False


Block = tuple[Line, ...]  # whoever fits all lines


def read(data: Any) -> Node:
    """The audience that is kept in this data. Raises BadAudience."""
    node = _read(data, 1)
    if sum(1 for _leaf in leaves(node)) > MOST_LEAVES:
        raise BadAudience("too_many", "too many conditions")
    return node


def write(node: Node) -> dict[str, Any]:
    """The audience as it is kept."""
    match node:
        case Leaf(kind, values):
            return {"kind": kind, "values": list(values)}
        case Every(parts):
            return {"all": [write(part) for part in parts]}
        case Some(parts):
            return {"any": [write(part) for part in parts]}
        case Not(part):
            return {"not": write(part)}


def leaves(node: Node) -> Iterable[Leaf]:
    match node:
        case Leaf():
            yield node
        case Every(parts) | Some(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)


def of_blocks(blocks: Sequence[Block]) -> Node:
    """Whoever fits one of the blocks. Every combination can be said so. Raises BadAudience for none."""
    parts = [_of_lines(block) for block in blocks if block]
    if not parts:
        raise BadAudience("empty", "nobody is chosen")
    return parts[0] if len(parts) == 1 else Some(tuple(parts))


def blocks_of(node: Node) -> list[Block] | None:
    """The blocks of the builder that say the same; None where it was not made by one."""
    parts = node.parts if isinstance(node, Some) else (node,)
    found = [_lines_of(part) for part in parts]
    return [block for block in found if block is not None] if None not in found else None


def _read(data: Any, depth: int) -> Node:
    if not isinstance(data, Mapping) or not data:
        raise BadAudience("empty" if data in ({}, None) else "shape", "not an audience")
    if depth > DEEPEST:
        raise BadAudience("too_deep", "conditions within conditions")
    if set(data) == {"not"}:
        return Not(_read(data["not"], depth + 1))
    for name, kind in (("all", Every), ("any", Some)):
        if set(data) == {name}:
            return kind(_parts(data[name], depth))
    return _leaf(data)


def _parts(data: Any, depth: int) -> tuple[Node, ...]:
    if not isinstance(data, list) or not 1 <= len(data) <= MOST_LEAVES:
        raise BadAudience("shape", "no list of conditions")
    return tuple(_read(part, depth + 1) for part in data)


def _leaf(data: Mapping[str, Any]) -> Leaf:
    kind, values = data.get("kind"), data.get("values", [])
    if set(data) - {"kind", "values"} or not isinstance(kind, str) or not isinstance(values, list):
        raise BadAudience("shape", "not a condition")
    if len(values) > MOST_VALUES or not all(_is_plain(value) for value in values):
        raise BadAudience("value", "not the values of a condition")
    return Leaf(kind, tuple(dict.fromkeys(values)))


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 60 and value.isprintable()


def _of_lines(block: Block) -> Node:
    parts = [Not(leaf) if line.is_not else leaf for line in block for leaf in [Leaf(line.kind, line.values)]]
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def _lines_of(node: Node) -> Block | None:
    parts = node.parts if isinstance(node, Every) else (node,)
    lines = []
    for part in parts:
        leaf = part.part if isinstance(part, Not) else part
        if not isinstance(leaf, Leaf):
            return None
        lines.append(Line(leaf.kind, leaf.values, is_not=isinstance(part, Not)))
    return tuple(lines)
