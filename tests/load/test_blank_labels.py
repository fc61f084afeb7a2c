from publisher.load.blank_labels import with_published_labels
from publisher.model import Term, Triple


def test_triples_and_quads_keep_their_places_and_share_their_nodes() -> None:
    a, p, node, graph = map(Term, ("<a>", "<p>", "_:x", "<g>"))
    text = Term('"_:x"')
    triples: list[Triple] = [(a, p, node), (a, p, a), (a, p, text)]

    default, named = with_published_labels(triples, [(node, p, text, graph)])

    label = named[0][0]
    assert label.startswith("_:b")
    assert sorted(default) == sorted([(a, p, label), (a, p, a), (a, p, text)])
    assert named == [(label, p, text, graph)]
