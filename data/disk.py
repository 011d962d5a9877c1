"""How is a file known to have reached the disk, and what is said when it cannot?"""

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from data.errors import Refusal

Asked = ParamSpec("Asked")
Opened = TypeVar("Opened")
Opening = Callable[Asked, AbstractContextManager[Opened]]
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NOT_WRITTEN = re.compile("could not write|no space|file too large|failed to offload", re.IGNORECASE)
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


def sync(path: Path) -> None:
    """Wait until a file or folder has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def told_of_the_disk(*database_faults: type[Exception]) -> Callable[[Opening], Opening]:
    """Let whatever is written within a block end with a sentence where the disk is full or may not be written to.

    `database_faults`: what the database raises when it cannot write. Any other fault goes on as it is.
    """

    def wrap(opening: Opening) -> Opening:
        @wraps(opening)
        @contextmanager
        def opened(*asked: Asked.args, **named: Asked.kwargs) -> Iterator[Opened]:
            try:
                with opening(*asked, **named) as given:
                    yield given
            except OSError as fault:
                if fault.errno not in (*FULL, *CLOSED):
                    raise
                raise Refusal("disk_full" if fault.errno in FULL else "disk_closed") from fault
            except database_faults as fault:
                if not NOT_WRITTEN.search(str(fault)):
                    raise
                raise Refusal("disk_full") from fault

        return opened

    return wrap
