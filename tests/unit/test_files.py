"""Files are written whole or not at all."""

import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from xray_trainer.errors import WriteError
from xray_trainer.files import sha256, write_atomically


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]
    assert sha256(path) == "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit to set on Windows")
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(WriteError) as caught:
            write_atomically(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert str(path) in caught.value.sentence()
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_a_path_through_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        write_atomically(tmp_path / "file" / "a.json", b"x")
    assert "not a folder" in caught.value.sentence()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_the_file_is_readable_like_any_other(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"")
    plain = tmp_path / "b"
    plain.write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == plain.stat().st_mode
