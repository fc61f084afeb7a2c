"""The data that hostile queries are run on."""

from pathlib import Path

NODES = 400


def write_graph(file: Path) -> Path:
    """A cycle with chords, as N-Triples: three triples a node."""
    lines = []
    for n in range(NODES):
        node = f"<http://example.net/{n}>"
        lines += [
            f"{node} <http://example.net/next> <http://example.net/{(n + 1) % NODES}> .",
            f"{node} <http://example.net/skip> <http://example.net/{(n + 7) % NODES}> .",
            f'{node} <http://example.net/n> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
