"""Disks that fill up or turn read-only under the tests: real small file systems where one may mount them, limits elsewhere."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SMALL = "2m"


class SmallDisk:
    """A file system in memory of 2 MB."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Leave not one byte."""
        handle = os.open(self._ballast, os.O_WRONLY | os.O_CREAT)
        with contextlib.suppress(OSError):
            while os.write(handle, bytes(4096)):
                pass
        os.close(handle)

    def free(self) -> None:
        """Make room: as much as the filling took, and twice the disk when it had filled up by itself."""
        self._ballast.unlink(missing_ok=True)
        mount("-o", "remount,size=16m", str(self.folder))


class Quota:
    """A folder whose files cannot grow beyond what the biggest one is: what any user can ask of the system for a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        """Leave not one byte to the biggest file, and little to the others."""
        biggest = max(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        resource.setrlimit(resource.RLIMIT_FSIZE, (biggest, self._before[1]))

    def free(self) -> None:
        """Let files grow again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def mount(*arguments: str) -> None:
    """Call ``mount``; raises OSError or CalledProcessError when one may not."""
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@contextmanager
def mounted(*arguments: str, at: Path) -> Iterator[None]:
    """Mount something for the time of a block."""
    mount(*arguments, str(at))
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk of 2 MB in this folder."""
    with mounted("-t", "tmpfs", "-o", f"size={SMALL}", "none", at=folder):
        yield SmallDisk(folder)


@contextmanager
def quota(folder: Path) -> Iterator[Quota]:
    """A limit on the files of this process."""
    limit = Quota(folder)
    try:
        yield limit
    finally:
        limit.free()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """This folder as a disk that only reads: by a mount for root, whom rights do not stop, by its rights for others."""
    if os.getuid() == 0:
        with mounted("--bind", str(folder), at=folder):
            mount("-o", "remount,bind,ro", str(folder))
            yield
        return
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)


def _may_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder)):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


MAY_MOUNT = _may_mount()
DISKS = {"quota": quota, **({"small disk": small_disk} if MAY_MOUNT else {})}
