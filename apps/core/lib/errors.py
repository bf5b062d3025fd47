from collections.abc import Mapping


class BadInputError(ValueError):
    """What somebody typed cannot be read. `code` says why, for a form to put into the reader's words; `params`
    are the pieces that such a sentence names. The text of the exception itself is English and for logs."""

    def __init__(self, code: str, message: str, params: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.params = dict(params or {})
