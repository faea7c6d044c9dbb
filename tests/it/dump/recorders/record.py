"""Records made-up responses of a server on this machine: `python record.py`, with vcrpy and betamax.

What comes out stands beside this script, so that the tests hold the reader against what the
recorders really write: `vcrpy.json`, `betamax.json`, and `betamax-gzip.json`, where the server
compresses and betamax keeps the bytes in base64. vcrpy decompresses, but keeps `Content-Encoding`.
"""

import gzip
import http.server
import json
import pathlib
import threading

import betamax
import requests
import vcr

FOLDER = pathlib.Path(__file__).parent
ACCOUNT = "123456789012"


def job(job_id):
    return {
        "Action": "InventoryRetrieval",
        "Completed": False,
        "CreationDate": "2024-03-08T09:00:00.000Z",
        "JobId": job_id * 92,
        "StatusCode": "InProgress",
        "VaultARN": f"arn:aws:glacier:eu-west-1:{ACCOUNT}:vaults/samples",
    }


PAGES = {
    "": {"JobList": [job("a")], "Marker": "b+ /é"},
    "marker": {"JobList": [job("b")], "Marker": None},
}


class Glacier(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        page = PAGES["marker" if "marker=" in self.path else ""]
        body = json.dumps(page, separators=(",", ":"), ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("x-amzn-RequestId", "made-up-request")
        self.send_header("Content-Type", "application/json")
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp=None):
        return "Fri, 08 Mar 2024 10:00:08 GMT"

    def log_message(self, *args):
        pass


def list_jobs(session, compressed):
    session.trust_env = False
    session.headers["Accept-Encoding"] = "gzip" if compressed else "identity"
    url = f"http://127.0.0.1:8099/{ACCOUNT}/vaults/samples/jobs"
    marker = None
    while True:
        page = session.get(url, params={"limit": "1", "marker": marker}).json()
        marker = page["Marker"]
        if marker is None:
            return


server = http.server.ThreadingHTTPServer(("127.0.0.1", 8099), Glacier)
threading.Thread(target=server.serve_forever, daemon=True).start()
with vcr.VCR(serializer="json").use_cassette(str(FOLDER / "vcrpy.json"), record_mode="all"):
    list_jobs(requests.Session(), compressed=True)
for name, compressed in [("betamax", False), ("betamax-gzip", True)]:
    session = requests.Session()
    with betamax.Betamax(session, str(FOLDER)).use_cassette(name, record="all"):
        list_jobs(session, compressed)
