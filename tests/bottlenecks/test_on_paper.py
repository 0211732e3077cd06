"""A browser prints the letter, under the policy it is sent with: one A4, whatever was written, and nothing of it cut off."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

from chaincare.agreements.facts import NotKeptReason
from chaincare.bottlenecks.printing import HTML, POLICY, Letter, page

BROWSER = (
    os.environ.get("CHAINCARE_BROWSER")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
WHY_SKIPPED = (
    "NO BROWSER PRINTED THE LETTER: there is no Chromium here (install it, or set CHAINCARE_BROWSER)"
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_SKIPPED)
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLAMP = "height:272mm;overflow:hidden;"
ON_ONE_A4 = (1, {"594.95996 841.91998"})  # points: as Chromium rounds 210 by 297 mm
LONG = "woord " * 1_666
TEXTS = {
    "prose": LONG,
    "one word": "W" * 10_000,
    "paragraphs": "\n".join(["WWWWWWWWW " * 41] * 24),
    "lines": "een\n" * 2_500,
}


def letter(words: str) -> bytes:
    wide = "W" * 200  # as long as a name of an organisation can be
    return page(Letter(uuid4(), wide, wide, NotKeptReason.PRECONDITION, words, AT, date(2026, 9, 29)))


@contextmanager
def served(content: bytes, policy: str) -> Iterator[str]:
    """Send a page as the server does, with its policy; gives its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{HTML}; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/letter"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def printed(content: bytes, folder: Path, policy: str = POLICY) -> tuple[int, set[str]]:
    """Print a page, as a person would; gives how many sheets it is, and of which size."""
    assert BROWSER is not None
    paper, profile = folder / "letter.pdf", folder / "profile"
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={profile}",
    )
    with served(content, policy) as address:
        asked = [BROWSER, *flags, f"--print-to-pdf={paper}", address]
        subprocess.run(asked, check=True, capture_output=True, timeout=120)
    sheets = paper.read_bytes()
    sizes = {one.decode() for one in re.findall(rb"/MediaBox\s*\[0 0 ([^\]]*)\]", sheets)}
    return len(re.findall(rb"/Type\s*/Page\b", sheets)), sizes


@pytest.mark.parametrize("text", TEXTS)
def test_the_longest_texts_are_one_page_and_nothing_is_cut_off(text: str, tmp_path: Path) -> None:
    written = letter(TEXTS[text][:10_000])
    assert printed(written, tmp_path) == ON_ONE_A4
    # Without what would cut it off it is one page as well: its type is small enough.
    assert CLAMP.encode() in written
    as_it_is = written.replace(CLAMP.encode(), b"")
    assert printed(as_it_is, tmp_path, "default-src 'none'; style-src 'unsafe-inline'") == ON_ONE_A4


def test_it_is_the_style_that_makes_it_one_page(tmp_path: Path) -> None:
    """The test can fail: where the policy keeps the style away, it is several, of whatever size."""
    sheets, sizes = printed(letter(LONG), tmp_path, "default-src 'none'")
    assert sheets > 1
    assert sizes != ON_ONE_A4[1]
