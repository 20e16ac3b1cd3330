"""How much memory it takes to send a large package."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

pytestmark = pytest.mark.bench

MB = 2**20
SERVER = "from pathya.build.cli.main import main; main()"
CLIENT = """
import resource, sys
from pathlib import Path
from pathya.build.http import File, Request, open_line

url, path = sys.argv[1:]
cookie = {"Cookie": "connect.sid=creator-token-of-rehearsal"}
base = url + "/apis/proxies/v8"
values = {"name": "Film", "code": "1" * 16, "identifier": "do_1", "createdBy": "u",
    "mimeType": "application/vnd.ekstep.html-archive", "contentType": "Resource",
    "primaryCategory": "Learning Resource", "framework": "igot", "createdFor": ["o"],
    "organisation": ["O"], "language": ["English"]}
values["name"] = "A film"
with open_line(300) as fetch:
    create = base + "/action/content/v3/create"
    fetch(Request("POST", create, cookie, {"request": {"content": values}}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    upload = base + "/upload/action/content/v3/upload/do_1"
    answer = fetch(Request("POST", upload, cookie, file=File(Path(path), "film.zip", "data")))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert answer.status == 200, answer
print((after - before) / 1024)
"""


def test_memory_of_an_upload(tmp_path: Path) -> None:
    package = tmp_path / "film.zip"
    with ZipFile(package, "w", ZIP_STORED) as archive:
        archive.writestr("index.html", "")
        with archive.open("film.mp4", "w") as film:
            for _ in range(199):
                film.write(os.urandom(MB))
    command = [sys.executable, "-c", SERVER, "rehearse", "--port", "8159"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path) as server:
        try:
            time.sleep(3)
            url = "http://127.0.0.1:8159"
            sent = [sys.executable, "-c", CLIENT, url, str(package)]
            done = subprocess.run(sent, check=True, capture_output=True, text=True)
        finally:
            server.terminate()
    grown = float(done.stdout)
    size = package.stat().st_size / MB
    sys.stdout.write(f"sending {size:.0f} MB takes {grown:.1f} MB of memory\n")
    assert grown < 100
