"""Files of unknown origin are decoded in a child process, with limits of memory and time.

Decoders are the part of the program that a damaged or hostile file attacks. The child has nothing to lose: when it
dies, hangs or asks for too much memory, that becomes a sentence about the file, and the next file gets a new child.
Memory is limited where the platform can (not on Windows and macOS, where the limit of pixels alone holds).
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import xray_trainer
from xray_trainer.errors import ReadError
from xray_trainer.imaging.reading import ImageInfo
from xray_trainer.text import N_, Message

CHILD_FLAG = "--decoding-child"  # how a frozen program, which has no `-m`, is told to be the child
MEMORY_BYTES = 1_200_000_000
TIME_S = 15.0
REQUEST = struct.Struct(">II")  # bytes of the name, page
REPLY = struct.Struct(">I")  # bytes of the JSON


class DecodingChild:
    """A child process that decodes named files, one after the other; use it from one thread.

    with DecodingChild() as child:
        info = child.inspect(path)

    Parameters
    ----------
    time_s : how long one file may take, s. memory_bytes : address space of the child.
    """

    def __init__(self, time_s: float = TIME_S, memory_bytes: int = MEMORY_BYTES) -> None:
        self._time_s = time_s
        self._memory_bytes = memory_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError):  # told when the first file is asked for
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with contextlib.suppress(OSError):  # what was buffered for a dead child
                        pipe.close()

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def inspect(self, path: Path, page: int = 0) -> ImageInfo:
        """Decode a file's page (from 0) in the child and say what it holds.

        Raises
        ------
        ReadError
            As `inspect_image`; or the child died, or needed more time or memory than it may.
        """
        self._ensure_running(path)
        reply = self._reply_to(path, page)
        if isinstance(reply, ImageInfo):
            return reply
        raise ReadError(reply, path)

    def _ensure_running(self, path: Path) -> None:
        if self.process_id is None:
            self.close()
            try:
                self._start()
            except OSError as error:
                raise ReadError(Message(N_("the decoder could not be started")), path) from error

    def _reply_to(self, path: Path, page: int) -> ImageInfo | Message:
        process = self._process
        if not process or not process.stdin or not process.stdout:
            return Message(_DIED)
        overdue = threading.Event()

        def give_up() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(self._time_s, give_up)
        timer.daemon = True
        timer.start()
        try:
            name = os.fsencode(path.absolute())
            process.stdin.write(REQUEST.pack(len(name), page) + name)
            process.stdin.flush()
            text = _read_reply(process.stdout)
        except (OSError, struct.error):
            text = b""
        finally:
            timer.cancel()
        if text:
            return unpack(text)
        self.close()
        if overdue.is_set():
            return Message(
                N_("decoding this file took more than {seconds} s; it was given up"), {"seconds": self._time_s}
            )
        return Message(_DIED)

    def _start(self) -> None:
        """A child that can import this program, wherever it lies, and nothing from the current folder."""
        if getattr(sys, "frozen", False):
            command = [sys.executable, CHILD_FLAG]
        else:
            command = [sys.executable, "-P", "-m", "xray_trainer.imaging.decoding_work"]
        root = str(Path(xray_trainer.__file__).resolve().parent.parent)
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
        self._process = subprocess.Popen(
            [*command, str(self._memory_bytes), str(self._time_s)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoding libraries write there what they think of a file
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


_DIED = N_("the decoder stopped while it read this file; it is damaged")


def _read_reply(pipe: IO[bytes]) -> bytes:
    (length,) = REPLY.unpack(pipe.read(REPLY.size))
    text = pipe.read(length)
    return text if len(text) == length else b""


def pack(answer: ImageInfo | Message) -> bytes:
    """An answer as the child sends it: its length and JSON; sentences stay translatable."""
    plain = (
        {"info": dataclasses.asdict(answer)}
        if isinstance(answer, ImageInfo)
        else {"id": answer.id, "values": dict(answer.values)}
    )
    text = json.dumps(plain).encode()
    return REPLY.pack(len(text)) + text


def unpack(text: bytes) -> ImageInfo | Message:
    """The answer in a reply's JSON."""
    plain = json.loads(text)
    return ImageInfo(**plain["info"]) if "info" in plain else Message(plain["id"], plain["values"])
