"""What reading a broken ZIP raises: the packages say it in many ways, and the name of the format is in none."""

import struct
import zipfile
import zlib

BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, NotImplementedError, RuntimeError, OSError, ValueError),
)
