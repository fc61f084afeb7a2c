"""The graph that the tests of the pool query."""

from pathlib import Path

NODES = 400
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def write_graph(file: Path) -> Path:
    """Write a cycle with chords as N-Triples: three triples for each node."""
    lines = []
    for number in range(NODES):
        node = f"<http://example.net/{number}>"
        lines += [
            f"{node} <http://example.net/next> <http://example.net/{(number + 1) % NODES}> .",
            f"{node} <http://example.net/skip> <http://example.net/{(number + 7) % NODES}> .",
            f'{node} <http://example.net/n> "{number}"^^<{INTEGER}> .',
        ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
