"""The builder of an audience: blocks of conditions. Whoever fits all conditions of one block gets the mailing.

It is one form whose buttons add and drop lines, so that it works without a script."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from apps.core.registries import MailWriter, mail_audiences
from apps.mailings.lib.audience import BadAudience, Block, Line, Node, blocks_of, of_blocks, read
from apps.mailings.querysets.audiences import check, kinds_for

MOST_BLOCKS, MOST_LINES = 8, 8
Posted = MultiValueDict[str, str]


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    is_on: bool


@dataclass(frozen=True)
class ShownLine:
    """A condition as the page shows it; `name` is the beginning of its fields' names."""

    name: str
    kind: str
    title: str
    is_not: bool
    choices: list[Choice]

    @property
    def on(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_on]


@dataclass
class AudienceBuilder:
    """The blocks as they are now, and what was asked for."""

    writer: MailWriter
    blocks: list[Block] = field(default_factory=lambda: [()])
    focus: str = ""  # where its reader goes on: the line that was just added, or the choice of a kind ("b0new")

    @classmethod
    def of(cls, audience: Mapping[str, object], writer: MailWriter) -> "AudienceBuilder":
        """From what is kept; what was made otherwise is shown as nothing."""
        try:
            return cls(writer, blocks_of(read(audience)) or [()])
        except BadAudience:
            return cls(writer)

    @classmethod
    def posted(cls, data: Posted, writer: MailWriter) -> "AudienceBuilder":
        """From the form, with the button that was pressed: add:0, drop:0:1, block, drop:0."""
        builder = cls(writer, _blocks(data))
        builder._press(data.get("do", ""), data)
        return builder

    @property
    def node(self) -> Node:
        """Raises BadAudience."""
        node = of_blocks(self.blocks)
        check(node, self.writer)
        return node

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        return kinds_for(self.writer)

    def shown(self) -> list[list[ShownLine]]:
        """The blocks with all that can be chosen."""
        asked = {line.kind for block in self.blocks for line in block}
        titles = dict(self.kinds)
        choices = {kind: self._choices(kind) for kind in asked if kind in titles}
        return [
            [
                ShownLine(
                    name=f"b{number}l{place}",
                    kind=line.kind,
                    title=titles[line.kind],
                    is_not=line.is_not,
                    choices=[Choice(value, words, value in line.values) for value, words in choices[line.kind]],
                )
                for place, line in enumerate(block)
                if line.kind in titles
            ]
            for number, block in enumerate(self.blocks)
        ]

    def _choices(self, kind: str) -> list[tuple[str, str]]:
        choices = mail_audiences[kind].choices
        return choices(self.writer) if choices is not None else []

    def _press(self, button: str, data: Posted) -> None:
        what, *rest = button.split(":")
        numbers = [int(part) for part in rest if part.isascii() and part.isdecimal() and len(part) < 4]
        if what == "block" and len(self.blocks) < MOST_BLOCKS:
            self.blocks.append(())
            self.focus = f"b{len(self.blocks) - 1}new"
        elif what == "add" and numbers and numbers[0] < len(self.blocks):
            self._add(numbers[0], data.get(f"b{numbers[0]}new", ""))
        elif what == "drop" and numbers and numbers[0] < len(self.blocks):
            self._drop(*numbers[:2])

    def _add(self, number: int, kind: str) -> None:
        block = self.blocks[number]
        if kind in dict(self.kinds) and len(block) < MOST_LINES:
            self.blocks[number] = (*block, Line(kind))
            self.focus = f"b{number}l{len(block)}"

    def _drop(self, number: int, place: int | None = None) -> None:
        block = self.blocks[number]
        if place is None:
            self.blocks = self.blocks[:number] + self.blocks[number + 1 :] or [()]
        else:
            self.blocks[number] = block[:place] + block[place + 1 :]
        self.focus = f"b{min(number, len(self.blocks) - 1)}new"


def _blocks(data: Posted) -> list[Block]:
    found: list[Block] = []
    for number in range(MOST_BLOCKS):
        if f"b{number}" not in data:
            break
        lines = []
        for place in range(MOST_LINES):
            name = f"b{number}l{place}"
            kind = data.get(f"{name}kind", "")
            if not kind:
                break
            values = tuple(value for value in data.getlist(f"{name}value") if value.isprintable() and len(value) <= 60)
            lines.append(replace(Line(kind), values=values[:200], is_not=data.get(f"{name}not") == "1"))
        found.append(tuple(lines))
    return found or [()]
