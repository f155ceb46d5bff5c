"""pywb shows what a crawl kept. `make replay` installs it, in an environment of its own, and runs this."""

import re
import shutil
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from examples.paper.pictures import draw
from tests.conftest import Raw

pytestmark = pytest.mark.skipif(not shutil.which("wb-manager"), reason="pywb is not installed; type make replay")

SERVE = """
from gevent.pywsgi import WSGIServer
from pywb.apps.frontendapp import FrontEndApp
server = WSGIServer(("127.0.0.1", 0), FrontEndApp(), log=None)
server.start()
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture
def replay(tmp_path):
    """Serve the archive files of a run with pywb; give a function that asks for a URL as it was captured."""
    started = []

    def serve(run):
        subprocess.run(["wb-manager", "init", "kept"], cwd=tmp_path, check=True, capture_output=True)
        files = [str(path) for path in (run / "archive").iterdir()]
        subprocess.run(["wb-manager", "add", "kept", *files], cwd=tmp_path, check=True, capture_output=True)
        (tmp_path / "config.yaml").write_text("debug: false\n")
        python = Path(shutil.which("wb-manager") or "").with_name("python")
        server = subprocess.Popen([python, "-c", SERVE], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        started.append(server)
        port = int(next(line for line in server.stdout if line.strip().isdigit()))

        def get(url):
            with urlopen(f"http://127.0.0.1:{port}/kept/id_/{url}", timeout=20) as answer:
                return answer.headers["Content-Type"], answer.read()

        return get

    yield serve
    for server in started:
        server.kill()
        server.communicate()


def test_a_crawled_page_and_its_picture_are_shown_as_they_came(fetch, raw_site, tmp_path, replay):
    page = "<h1>Library saved</h1><p>The council voted to keep it open, café and all.</p>".encode()
    picture = draw("hall.jpg", 64, 48)[1]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(page[i : i + 9]), page[i : i + 9]) for i in range(0, len(page), 9))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    image_head = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(picture)
    answers = {"/art/1": Raw(head + chunked + b"0\r\n\r\n"), "/hall.jpg": Raw(image_head + picture)}
    site = raw_site(answers)
    writer = {"ITEM_PIPELINES": {"pipelines.write.WritePipeline": 800}, "OUTPUT_DIR": str(tmp_path / "output")}
    fetch(f"{site.base}/art/1", f"{site.base}/hall.jpg", f"{site.base}/art/1", **writer)
    [note] = (tmp_path / "output" / "valley_echo").glob("*/crawl.json")
    run = note.parent
    get = replay(run)
    kind, body = get(f"{site.base}/art/1")
    assert re.match("text/html", kind)
    assert body == page
    assert get(f"{site.base}/hall.jpg") == ("image/jpeg", picture)
