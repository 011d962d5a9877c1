"""Can an .xls file be read without taking the machine down?

A cell of a few bytes may say that it stands in the last row and column, and the library then makes room for
all before it, or ends the whole process when it cannot. The format has no index that could be trusted to say
so beforehand, so the file is first read by a process of its own whose memory is bounded.
"""

import subprocess
import sys
from pathlib import Path

from data.errors import Problem, UnreadableFile

MOST_BYTES = 4 << 30
MOST_SECONDS = 120
TRIED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
import fastexcel
reader = fastexcel.read_excel(open(sys.argv[1], "rb").read())
for name in reader.sheet_names:
    try:
        reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow_with_errors()
    except fastexcel.FastExcelError:
        pass
"""


def check_old_workbook(path: Path) -> None:
    """Check that the file can be read within bounds; a fault in it is left for its reader to tell.

    Raises: UnreadableFile (too_large_when_read).
    """
    words = [sys.executable, "-c", TRIED, str(path), str(MOST_BYTES)]
    try:
        tried = subprocess.run(words, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refused() from None
    if tried.returncode < 0 or b"MemoryError" in tried.stderr:
        raise _refused()


def _refused() -> UnreadableFile:
    return UnreadableFile(Problem("error", "too_large_when_read"))
