class Refused(Exception):
    """A file that is not read. `code` is put into words by apps.imports.reports.words; `params` are the pieces that
    its sentence names."""

    def __init__(self, code: str, params: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})
