"""The measuring script finds in a small tree what was put there."""

import subprocess
import sys
from pathlib import Path

from tests.house.runs import measure_runs
from tests.house.tree import read_tree

MODULES = {
    "__init__.py": "",
    "__main__.py": (
        "from publisher.cli import run\n\ndef main():\n    run()\n\n"
        "if __name__ == '__main__':\n    main()\n"
    ),
    "cli.py": (
        "import os, sys\nfrom publisher.build import build\nfrom publisher.serve import serve\n\n"
        "def run():\n    return build() if sys.argv[1] == 'build' else serve()\n"
    ),
    "build.py": (
        "import os\nfrom publisher import values\n\nSIZE = values.first()\n\n"
        "def build():\n    child = os.fork()\n    if not child:\n        values.deep(3)\n"
        "        os._exit(0)\n    os.waitpid(child, 0)\n"
    ),
    "values.py": (
        "SIZE: int = 2\n_HIDDEN = 1\n\ndef first():\n    return 1\n\n"
        "def deep(number):\n    return [deep(n) for n in range(number)]\n"
    ),
    "serve.py": (
        "import sys\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n"
        "from publisher.answer import answer\n_HIDDEN = 2\n\n"
        "def serve():\n    server = HTTPServer(('127.0.0.1', 0), Handler)\n"
        "    print(f'served at http://127.0.0.1:{server.server_port}', file=sys.stderr)\n"
        "    sys.stderr.flush()\n    server.serve_forever()\n\n"
        "class Handler(BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n"
        "        self.wfile.write(answer())\n"
    ),
    "answer.py": 'def answer():\n    return b\'{"results": {"bindings": []}}\'\n',
}


def small_tree(folder: Path) -> Path:
    (folder / "publisher").mkdir()
    for name, text in MODULES.items():
        (folder / "publisher" / name).write_text(text, encoding="utf-8")
    return folder


def test_functions_modules_and_names_of_several_modules_are_counted(tmp_path: Path) -> None:
    tree = read_tree(small_tree(tmp_path))
    assert tree.shared_names == {"SIZE": ("build.py", "values.py")}
    assert tree.functions[0] == (6, "build.py:build")
    assert tree.modules[0] == (16, "serve.py")
    assert tree.lines == sum(text.count("\n") for text in MODULES.values())


def test_a_build_and_a_request_are_recorded_in_forks_too_but_not_what_imports_run(
    tmp_path: Path,
) -> None:
    runs = measure_runs(small_tree(tmp_path))
    assert runs.build.files == ("__main__.py", "build.py", "cli.py", "values.py")
    # main, run, build, and `deep` of 3, 2, 1 and 0
    assert runs.build.depth == len(runs.build.stack) == 7
    assert runs.request.files == ("answer.py", "serve.py")
    assert runs.request.stack[-1] == "answer.py:answer"


def test_the_script_prints_the_counts_beside_the_goals(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "tests.house.measure", "--static", str(small_tree(tmp_path))]
    printed = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert "public names with two or more meanings: 1 [0]" in printed
    assert "  SIZE: build.py, values.py" in printed
