"""Queries that would crash, stall or fill a server, each in another way.

The data is one cycle of `:next` with chords (`:skip`); every node has a number (`:n`).
"""

# A query in a line of its own is easier to compare than a wrapped one.
# ruff: noqa: E501
from typing import Final

P: Final = "PREFIX : <http://example.net/> "
_PAIRS: Final = "?a :n ?x . ?b :n ?y . ?c :n ?z . ?d :n ?w . "
_ALL: Final = "?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 . ?s4 ?p4 ?o4 "


def _nested(before: str, middle: str, after: str, times: int) -> str:
    return before * times + middle + after * times


DEEP: Final = {
    "parentheses": P + f"SELECT * {{ ?s :n ?x FILTER({_nested('(', '?x', ')', 5_000)} > 1) }}",
    "groups": P + f"SELECT * {_nested('{', '?s :n ?x', '}', 9_000)}",
    "not": P + f"SELECT * {{ ?s :n ?x FILTER({'!' * 30_000} true) }}",
    "minus signs": P + f"SELECT ({'-' * 20_000}1 AS ?x) {{ }}",
    "functions": f"SELECT ({_nested('STR(', '1', ')', 6_000)} AS ?x) {{ }}",
    "optionals": P + f"SELECT * {{ {_nested('OPTIONAL { ?s :n ?x ', '', '}', 2_000)} }}",
    "unions": P + f"SELECT * {{ {_nested('{ ?s :n ?x } UNION {', '?s :n ?y', '}', 2_000)} }}",
    "exists": P + f"SELECT * {{ ?s :n ?x {_nested('FILTER EXISTS { ?s :n ?x ', '', '}', 2_000)} }}",
    "minus groups": P + f"SELECT * {{ ?s :n ?x {_nested('MINUS { ?s :n ?x ', '', '}', 2_000)} }}",
    "subqueries": P + f"SELECT * {{ {_nested('{ SELECT * { ', '?s :n ?x', '} }', 2_000)} }}",
    "collections": P + f"SELECT * {{ ?s :n {_nested('(', '1', ')', 5_000)} }}",
    "blank nodes": P + f"SELECT * {{ {_nested('[ :next ', ':x', ']', 5_000)} }}",
    "path groups": P + f"SELECT * {{ ?s {_nested('(', ':next', ')*', 5_000)} ?x }}",
    "path inverses": P + f"SELECT * {{ ?s {'^' * 20_000}:next ?x }}",
    "path negations": P + f"SELECT * {{ ?s {_nested('!(', ':next', ')', 5_000)} ?x }}",
    "graphs": P + f"SELECT * {{ {_nested('GRAPH ?g { ', '?s :n ?x', '}', 2_000)} }}",
    "triple terms": P + f"SELECT * {{ ?s :n {_nested('<<( ?s :n ', '1', ')>>', 2_000)} }}",
    "conditions": f"SELECT ({_nested('IF(true, ', '1', ', 2)', 4_000)} AS ?x) {{ }}",
    "coalesces": f"SELECT ({_nested('COALESCE(', '1', ')', 5_000)} AS ?x) {{ }}",
    "in lists": P
    + f"SELECT * {{ ?s :n ?x FILTER(?x IN {_nested('(?x IN ', '(1)', ')', 3_000)}) }}",
    "binds": P + f"SELECT * {{ {_nested('{ BIND(1 AS ?x) ', '', '}', 4_000)} }}",
    "annotations": P + f"SELECT * {{ ?s :n 1 {_nested('{| :n 1 ', '', '|}', 3_000)} }}",
}
"""Nesting of one kind each, deep enough to overflow a stack."""

LONG: Final = {
    "a hundred patterns": P
    + "SELECT * { "
    + " ".join(f"?v{n} :next ?v{n + 1} ." for n in range(100))
    + " }",
    "a star of patterns": P
    + "SELECT * { "
    + " ".join(f"?s ?p{n} ?o{n} ." for n in range(64))
    + " }",
    "a chain of alternatives": P + f"SELECT * {{ ?s {'|'.join([':next'] * 3_000)} ?x }}",
    "a chain of path steps": P + f"SELECT * {{ ?s {'/'.join([':next'] * 3_000)} ?x }}",
    "a sum of many": f"SELECT ({'+'.join(['1'] * 15_000)} AS ?x) {{ }}",
    "a disjunction of many": P + f"SELECT * {{ ?s :n ?x FILTER({'||'.join(['?x = 0'] * 5_000)}) }}",
    "a union of many": P + f"SELECT * {{ {' UNION '.join(['{ ?s :n ?x }'] * 3_000)} }}",
    "many unbound variables": "SELECT "
    + " ".join(f"?v{n}" for n in range(8_000))
    + " { ?s ?p ?o }",
    "many values": P
    + "SELECT * { VALUES ?x { "
    + "1 " * 25_000
    + "} VALUES ?y { "
    + "1 " * 5_000
    + "} }",
    "many prefixes": "".join(f"PREFIX p{n}: <x:> " for n in range(4_000)) + "SELECT * { ?s ?p ?o }",
    "a comment": "SELECT * { ?s ?p ?o } # " + "x" * 65_000,
    "more than a query may have": P + "SELECT * { ?s ?p '" + "x" * 70_000 + "' }",
    "a name without an end": "SELECT * { ?" + "x" * 60_000 + " ?p ?o }",
    "optionals side by side": P + "SELECT * { ?s :n ?x " + "OPTIONAL { ?s :skip ?y } " * 60 + "}",
}

CROSSED: Final = {
    "a product, counted": P + f"SELECT (COUNT(*) AS ?n) {{ {_PAIRS} }}",
    "a product of everything": f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }}",
    "a product, sorted": P + f"SELECT * {{ {_PAIRS} }} ORDER BY ?x ?y ?z ?w LIMIT 1",
    "a product, distinct": P + f"SELECT DISTINCT ?x ?y ?z {{ {_PAIRS} }}",
    "a product, by chance": P + f"SELECT * {{ {_PAIRS} }} ORDER BY RAND() LIMIT 1",
    "a product, grouped": P + f"SELECT ?x ?y ?z (COUNT(*) AS ?n) {{ {_PAIRS} }} GROUP BY ?x ?y ?z",
    "a product that fits nothing": P + f"SELECT * {{ {_PAIRS} FILTER(?x + ?y + ?z + ?w < 0) }}",
    "a product, asked": P + f"ASK {{ {_PAIRS} FILTER(?x + ?y + ?z + ?w < 0) }}",
    "a product, constructed": P + f"CONSTRUCT {{ ?a :to ?b . ?c :to ?d }} {{ {_PAIRS} }}",
    "a product, described": P + f"DESCRIBE ?a ?b ?c ?d {{ {_PAIRS} }}",
    "a product of optionals": "SELECT (COUNT(*) AS ?n) { OPTIONAL { ?a ?b ?c } OPTIONAL { ?d ?e ?f } OPTIONAL { ?g ?h ?i } }",
    "a product of subqueries": "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } } { SELECT * { ?d ?e ?f } } { SELECT * { ?g ?h ?i } } }",
    "a product by exists": P
    + "SELECT (COUNT(*) AS ?n) { ?a :n ?x . ?b :n ?y FILTER NOT EXISTS { ?c :n ?z . ?d :n ?w FILTER(?x + ?y + ?z + ?w < 0) } }",
    "a product by minus": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?g ?h ?i . ?j ?k ?l FILTER(?g = ?j) } }",
    "an answer without end": f"SELECT * {{ {_ALL} }}",
    "a graph without end": f"CONSTRUCT {{ ?s1 ?p2 ?o3 }} {{ {_ALL} }}",
    "an offset behind everything": P + f"SELECT * {{ {_PAIRS} }} OFFSET 999999999999",
}

PATHS: Final = {
    "the closure of everything": P
    + "SELECT (COUNT(*) AS ?n) { ?a (:next|:skip)* ?b . ?b (:next|:skip)* ?c }",
    "the closure of no property": P
    + "SELECT (COUNT(*) AS ?n) { ?a (!:none)* ?b . ?b (!:none)+ ?c }",
    "a closure of closures": P
    + "SELECT (COUNT(*) AS ?n) { ?a ((:next*)/(:skip*))* ?b . ?b :next* ?c }",
    "a closure both ways": P
    + "SELECT (COUNT(*) AS ?n) { ?a (:next|^:next)* ?b . ?c (:skip|^:skip)* ?d }",
    "a closure that is sorted": P
    + "SELECT ?a ?b ?c { ?a :next* ?b . ?b :next* ?c } ORDER BY ?c ?b ?a",
    "closures in a row": P
    + "ASK { ?a :next+/:skip+/:next+/:skip+/:next+ ?b . ?c :next+/:skip+ ?d FILTER(?a = ?d && ?b = ?c && ?a = :nowhere) }",
}

GROWING: Final = {
    "concatenation": "SELECT ?l { BIND('"
    + "x" * 1_000
    + "' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}, ?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(14))
    + " BIND(STRLEN(?a14) AS ?l) }",
    "replacement": "SELECT ?l { BIND('xxxxxxxx' AS ?a0) "
    + " ".join(f"BIND(REPLACE(?a{n}, 'x', 'xxxxxxxx') AS ?a{n + 1})" for n in range(10))
    + " BIND(STRLEN(?a10) AS ?l) }",
    "groups joined": "SELECT (STRLEN(GROUP_CONCAT(CONCAT(STR(?o1), STR(?o2), STR(?o3)))) AS ?l) { ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 }",
    "percent encoding": "SELECT ?l { BIND('%%%%' AS ?a0) "
    + " ".join(f"BIND(ENCODE_FOR_URI(CONCAT(?a{n}, ?a{n})) AS ?a{n + 1})" for n in range(18))
    + " BIND(STRLEN(?a18) AS ?l) }",
    "a pattern that backtracks": "SELECT ?x { BIND(REGEX('"
    + "a" * 5_000
    + "!', '^((a+)+)+$') AS ?x) }",
    "a pattern with large bounds": "SELECT ?x { BIND(REGEX('"
    + "a" * 500
    + "', '((a{1,500}){1,500}){1,500}') AS ?x) }",
    "a pattern in every row": P
    + f"SELECT (COUNT(*) AS ?n) {{ {_PAIRS} FILTER(REGEX(CONCAT(STR(?x), STR(?y)), '(x+x+)+y')) }}",
    "digests of a long text": "SELECT ?h { BIND('"
    + "x" * 1_000
    + "' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}, ?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(12))
    + " BIND(SHA512(CONCAT(SHA512(?a12), ?a12)) AS ?h) }",
    "new names without end": P + f"SELECT DISTINCT (STRUUID() AS ?u) {{ {_PAIRS} }}",
}

REACHING: Final = {
    "service": "SELECT * { SERVICE <LISTENER> { ?s ?p ?o } }",
    "service, silent": "SELECT * { SERVICE SILENT <LISTENER> { ?s ?p ?o } }",
    "service, escaped": "SELECT * { \\u0053ERVICE <LISTENER> { ?s ?p ?o } }",
    "service, escaped long": "SELECT * { S\\U00000045RVICE <LISTENER> { ?s ?p ?o } }",
    "service by a variable": "SELECT * { VALUES ?e { <LISTENER> } SERVICE ?e { ?s ?p ?o } }",
    "service by a prefix": "PREFIX e: <LISTENER> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "service glued to its name": "PREFIX e: <LISTENER> SELECT * { SERVICEe:{ ?s ?p ?o } }",
    "service by a relative name": "BASE <LISTENER> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "service in an optional": "SELECT * { OPTIONAL { sErViCe <LISTENER> { ?s ?p ?o } } }",
    "service in a subquery": "SELECT * { { SELECT * { SERVICE <LISTENER> { ?s ?p ?o } } } }",
    "service in exists": "ASK { FILTER EXISTS { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "service in a graph": "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "service to describe": "DESCRIBE ?s { SERVICE <LISTENER> { ?s ?p ?o } }",
    "service after a comment": "SELECT * { # }\n SERVICE#\n<LISTENER> { ?s ?p ?o } }",
    "from": "SELECT * FROM <LISTENER> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <LISTENER> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <LISTENER>",
    "insert": "INSERT DATA { <x:x> <x:x> <x:x> }",
    "a query and an update": "SELECT * { ?s ?p ?o } ; LOAD <LISTENER>",
    "drop after a prologue": "PREFIX : <x:> DROP ALL",
}
"""Ways to the network and to the data. LISTENER is replaced by an address of the test."""

BROKEN: Final = {
    "nothing": "",
    "NUL": "SELECT * { ?s ?p '\0' }",
    "a lone surrogate": "SELECT * { ?s ?p '\\uD800' }",
    "an escape beyond Unicode": "SELECT * { ?s ?p '\\UFFFFFFFF' }",
    "brackets": "}" * 20_000,
    "a string without an end": 'SELECT * { ?s ?p "' + "x" * 30_000,
    "an IRI without an end": "SELECT * { ?s ?p <" + "x" * 30_000,
    "a text that is no year": "SELECT ('"
    + "9" * 30_000
    + "'^^<http://www.w3.org/2001/XMLSchema#gYear> AS ?x) { }",
    "an integer without an end": "SELECT (" + "9" * 30_000 + " * " + "9" * 30_000 + " AS ?x) { }",
    "another form": "DELETE WHERE { ?s ?p ?o }",
    "emoji": "🙈" * 10_000,
}

QUERIES: Final = {
    f"{group}: {name}": query
    for group, queries in (
        ("deep", DEEP),
        ("long", LONG),
        ("crossed", CROSSED),
        ("paths", PATHS),
        ("growing", GROWING),
        ("reaching", REACHING),
        ("broken", BROKEN),
    )
    for name, query in queries.items()
}
