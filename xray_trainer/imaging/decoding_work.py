"""What the decoding child does: read names from its input, decode, answer; it writes no file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from xray_trainer.errors import ReadError
from xray_trainer.imaging.decoding_child import REQUEST, pack
from xray_trainer.imaging.reading import ImageInfo, inspect_image
from xray_trainer.text import N_, Message

_SPARE_CPU_S = 5.0  # after the parent should have ended a file that takes too long


def main(memory_bytes: int, time_s: float) -> None:
    """Answer until the parent closes the pipe."""
    requests, replies = _private_pipes()
    _limit_memory(memory_bytes)
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        length, page = REQUEST.unpack(head)
        path = Path(os.fsdecode(requests.read(length)))
        _limit_time(time_s)
        replies.write(pack(_answer(path, page)))
        replies.flush()


def _answer(path: Path, page: int) -> ImageInfo | Message:
    try:
        return inspect_image(path, page)
    except ReadError as error:
        return error.message
    except MemoryError:
        return Message(N_("this image needs more memory than may be used for it"))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of reach of libraries that print: for them there is nothing to read or write."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    return requests, replies


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        for kind, most in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            resource.setrlimit(kind, (most, most))


def _limit_time(time_s: float) -> None:
    """A child whose parent was killed does not decode for ever."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + time_s + _SPARE_CPU_S)
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main(int(sys.argv[-2]), float(sys.argv[-1]))
