# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server on the loopback interface that does nothing but send files."""

import contextlib
import http.server
import os
import pathlib
import threading


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # pylint: disable=invalid-name
        path = self.server.folder / pathlib.Path(self.path).name
        with open(path, "rb") as file:
            self.send_response(200)
            self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
            self.send_header("Content-Type", "application/octet-stream")
            self.end_headers()
            self.wfile.flush()
            self.connection.sendfile(file)

    def log_message(self, *_arguments):  # pylint: disable=arguments-differ
        pass


@contextlib.contextmanager
def serve(folder):
    """Its address: what is behind the last slash is a file's name."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.folder = pathlib.Path(folder)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
