"""The same text for programs that show no HTML."""

from collections.abc import Iterator

from markdown_it.token import Token

_RULE = 24


def text(tokens: list[Token]) -> str:
    """Paragraphs between empty lines, links with their address behind them, lists with their signs."""
    writer = _Writer()
    for token in tokens:
        writer.take(token)
    return "\n".join(writer.lines).strip() + "\n"


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._before: list[str] = []  # what stands before each line: one entry for each block that is open
        self._sign = ""
        self._numbers: list[int | None] = []
        self._cells: list[str] = []
        self._level = 0

    def take(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        handler = getattr(self, f"_{name}", None)
        if handler is not None:
            handler(token)

    def _inline(self, token: Token) -> None:
        words = "".join(_words(token.children or []))
        if self._cells and self._cells[-1] == "":
            self._cells[-1] = words
        else:
            self._write(words)

    def _heading(self, token: Token) -> None:
        if token.nesting == 1:
            self._level = int(token.tag[1])
            self._gap()
        else:
            self._write(("=" if self._level == 1 else "-") * _RULE)

    def _paragraph(self, token: Token) -> None:
        if token.nesting == 1 and not token.hidden and not self._sign:
            self._gap()

    def _blockquote(self, token: Token) -> None:
        if token.nesting == 1:
            self._gap()
            self._before.append("> ")
        else:
            self._before.pop()

    def _bullet_list(self, token: Token) -> None:
        self._list(token, None)

    def _ordered_list(self, token: Token) -> None:
        self._list(token, int(token.attrGet("start") or 1))

    def _list_item(self, token: Token) -> None:
        if token.nesting == -1:
            self._before.pop()
            self._sign = ""
            return
        number = self._numbers[-1]
        self._sign = "- " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1
        self._before.append(" " * len(self._sign))

    def _fence(self, token: Token) -> None:
        self._gap()
        self._write(token.content.rstrip("\n"))

    _code_block = _fence

    def _hr(self, _token: Token) -> None:
        self._gap()
        self._write("-" * _RULE)

    def _tr(self, token: Token) -> None:
        if token.nesting == 1:
            self._cells = []
        else:
            cells, self._cells = self._cells, []
            self._write(" | ".join(cells))

    def _td(self, token: Token) -> None:
        if token.nesting == 1:
            self._cells.append("")

    _th = _td

    def _table(self, token: Token) -> None:
        if token.nesting == 1:
            self._gap()

    def _list(self, token: Token, start: int | None) -> None:
        if token.nesting == -1:
            self._numbers.pop()
            return
        if not self._numbers:
            self._gap()
        self._numbers.append(start)

    def _gap(self) -> None:
        if self.lines and self.lines[-1].strip(" >"):
            self.lines.append("".join(self._before).rstrip())

    def _write(self, words: str) -> None:
        for line in words.split("\n"):
            before = "".join(self._before)
            if self._sign:
                before, self._sign = before[: -len(self._sign)] + self._sign, ""
            self.lines.append((before + line).rstrip())


def _words(tokens: list[Token]) -> Iterator[str]:
    opened: list[tuple[str, int]] = []
    written, is_address = "", False
    for token in tokens:
        part = _word(token)
        if is_address and part[:1] > "~":  # a program that makes links would take Thai letters for a part of it
            part = f" {part}"
        is_address = False
        if token.type == "link_open":
            opened.append((str(token.attrGet("href") or ""), len(written)))
        elif token.type == "link_close" and opened:
            target, start = opened.pop()
            is_address = written[start:] == target
            part = "" if is_address else f" ( {target} )"
        written += part
    yield written


def _word(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "image":
        return f"[{token.content}]" if token.content else ""
    return ""
