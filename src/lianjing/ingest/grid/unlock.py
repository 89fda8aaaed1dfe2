"""Encrypted workbooks that open without asking: Excel encrypts "read-only recommended" files with a password all the world knows."""

import io
from dataclasses import replace

import msoffcrypto  # type: ignore[import-untyped]

from lianjing.ingest.grid.source import Source

_KNOWN_TO_ALL = "VelvetSweatshop"  # [MS-OFFCRYPTO] 2.4.2.3


def unlocked(source: Source) -> Source:
    """The decrypted file; refused if it wants a real password."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(source.data))
        office.load_key(password=_KNOWN_TO_ALL)
        out = io.BytesIO()
        office.decrypt(out)
    except MemoryError:
        raise
    except Exception:  # the library raises a dozen kinds for a wrong password, an unknown method and a damaged file alike
        source.refuse("encrypted")
    if out.getbuffer().nbytes == 0:
        source.refuse("encrypted")
    return replace(source, data=out.getvalue())
