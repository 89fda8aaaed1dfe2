"""The zip around xlsx, xlsb and ods: refused before it can hurt, its parts found whatever their spelling."""

import io
import zipfile
import zlib
from typing import IO

from lianjing.ingest.grid.source import Source

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)  # what reading a bad zip raises


class Package:
    """A zip whose sizes were checked. Part names are compared without case, with either slash, with or without a leading one."""

    def __init__(self, source: Source) -> None:
        self.source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except BROKEN:
            source.refuse("damaged-zip")
        self._infos = {_plain(i.filename): i for i in self._zip.infolist()}
        self._refuse_bomb()

    @property
    def names(self) -> list[str]:
        """All part names, plain: small letters, forward slashes."""
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._infos

    def read(self, name: str) -> bytes:
        """A part's bytes; b"" if there is no such part."""
        if name not in self:
            return b""
        with self.open(name) as part:
            try:
                return part.read()
            except BROKEN:
                self.source.refuse("damaged-zip")

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream."""
        try:
            return self._zip.open(self._infos[_plain(name)])
        except BROKEN:
            self.source.refuse("damaged-zip")

    def _refuse_bomb(self) -> None:
        """Declared sizes may lie, but then zipfile and calamine stop at the declared size."""
        limits = self.source.limits
        infos = self._zip.infolist()
        if any(i.flag_bits & 1 for i in infos):
            self.source.refuse("encrypted")
        if sum(i.file_size for i in infos) > limits.inflated_bytes:
            self.source.refuse("zip-bomb", inflated_mb=sum(i.file_size for i in infos) >> 20)
        for i in infos:
            if i.file_size > limits.ratio_from and i.file_size > limits.ratio * max(1, i.compress_size):
                self.source.refuse("zip-bomb", inflated_mb=i.file_size >> 20)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
