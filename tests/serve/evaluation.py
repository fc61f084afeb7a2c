"""Queries of each part of SPARQL 1.1, and the data that they ask."""

from typing import Final

DATA: Final = """
@prefix : <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:ann a :Person ; :name "Ann" , "Änn"@de ; :age 31 ; :knows :ben , :cem ; :mail <mailto:ann@x> .
:ben a :Person ; :name "Ben" ; :age 25 ; :knows :cem ; :born "1999-05-04"^^xsd:date .
:cem a :Person ; :name "Cem, \\"the\\" third\\n" ; :height 1.82 ; :weight 7.1e1 ; :knows :ann .
_:one a :Note ; :about :ann ; :text "=1+1" ; :done true .
_:two a :Note ; :about :ben ; :text "tab\\there" ; :done false ; :next _:one .
"""
NAMED: Final = """
@prefix : <http://example.org/> .
:ann :likes :tea . :ben :likes :tea , :coffee .
"""
GRAPH: Final = "http://example.org/tastes"

_PREFIXES: Final = """PREFIX : <http://example.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_QUERIES: Final = {
    "basic patterns": "SELECT ?a ?n { ?a a :Person ; :name ?n }",
    "everything": "SELECT * { ?s ?p ?o }",
    "blank nodes": "SELECT ?note ?other { ?note :next ?other }",
    "literals of each kind": "SELECT ?o { ?s ?p ?o FILTER(isLiteral(?o)) }",
    "optional": "SELECT ?a ?h { ?a a :Person OPTIONAL { ?a :height ?h } }",
    "union": "SELECT ?a ?v { { ?a :age ?v } UNION { ?a :height ?v } }",
    "a filter": "SELECT ?a { ?a :age ?v FILTER(?v > 30 && ?v < 40) }",
    "not exists": "SELECT ?a { ?a a :Person FILTER NOT EXISTS { ?a :age ?v } }",
    "exists": "SELECT ?a { ?a a :Person FILTER EXISTS { ?a :age ?v } }",
    "minus": "SELECT ?a { ?a a :Person MINUS { ?a :age ?v } }",
    "a path of one or more": "SELECT ?a ?b { ?a :knows+ ?b }",
    "a path of none or more": "SELECT ?b { :ben :knows* ?b }",
    "a path of none or one": "SELECT ?b { :ben :knows? ?b }",
    "a path backwards": "SELECT ?a { :cem ^:knows ?a }",
    "a path of steps": "SELECT ?b { :ben :knows/:knows ?b }",
    "a path of alternatives": "SELECT ?v { ?a :age|:height ?v }",
    "a path of what is not": "SELECT ?a ?v { ?a !(a|:knows|^:knows) ?v }",
    "bind": "SELECT ?a ?next { ?a :age ?v BIND(?v + 1 AS ?next) }",
    "values": "SELECT ?a ?n { VALUES (?a ?x) { (:ann 1) (:ben UNDEF) } ?a :name ?n }",
    "values at the end": "SELECT ?a ?v { ?a :age ?v } VALUES ?a { :ann }",
    "count": "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?p) AS ?d) { ?s ?p ?o }",
    "sums": "SELECT (SUM(?v) AS ?s) (AVG(?v) AS ?a) (MIN(?v) AS ?l) (MAX(?v) AS ?h) { ?x :age ?v }",
    "groups": "SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t HAVING(COUNT(?s) > 2)",
    "group_concat": 'SELECT (GROUP_CONCAT(?v; SEPARATOR="|") AS ?all) { VALUES ?v { 1 2 3 } }',
    "an error in a group": "SELECT (SUM(?n) AS ?s) { ?a :name ?n }",
    "a subquery": "SELECT ?a ?h { ?a :age ?h { SELECT (MAX(?v) AS ?h) { ?x :age ?v } } }",
    "distinct": "SELECT DISTINCT ?p { ?s ?p ?o }",
    "reduced": "SELECT REDUCED ?t { ?s a ?t }",
    "order and slice": "SELECT ?n { ?a :name ?n } ORDER BY DESC(STR(?n)) LIMIT 2 OFFSET 1",
    "no row": "SELECT ?a { ?a :nothing ?x }",
    "a row without values": "SELECT ?a { }",
    "text functions": """SELECT (UCASE("é") AS ?a) (STRLEN("日本") AS ?b) (SUBSTR("abc", 2) AS ?c)
        (CONCAT("a", "b"@en) AS ?d) (REPLACE("abc", "b", "[$0]") AS ?e)
        (STRBEFORE("a-b", "-") AS ?f) (ENCODE_FOR_URI("a b/ü") AS ?g)
        (STRLANG("x", "de") AS ?h) { }""",
    "numbers": "SELECT (7 / 2 AS ?a) (ROUND(2.5) AS ?b) (CEIL(-0.5) AS ?c) (1e0 + 1 AS ?d) { }",
    "dates": """SELECT (YEAR(?d) AS ?y) (xsd:date("2008-02-29") > ?d AS ?later)
        { ?a :born ?d }""",
    "digests": 'SELECT (MD5("a") AS ?m) (SHA256("a") AS ?s) { }',
    "tests": """SELECT ?o (isIRI(?o) AS ?i) (isBlank(?o) AS ?b) (DATATYPE(?o) AS ?d)
        (LANG(?o) AS ?l) { ?s ?p ?o }""",
    "conditions": 'SELECT ?a (IF(BOUND(?v), ?v, COALESCE(1/0, "no")) AS ?x) '
    "{ ?a a :Person OPTIONAL { ?a :age ?v } }",
    "casts": """SELECT (xsd:integer("12") AS ?a) (xsd:double("x") AS ?b)
        (STRDT("1", xsd:byte) AS ?c) { }""",
    "in a list": "SELECT ?a { ?a :age ?v FILTER(?v IN (25, 26) && ?v NOT IN (1)) }",
    "a regular expression": 'SELECT ?n { ?a :name ?n FILTER REGEX(?n, "^ä", "i") }',
    "languages": 'SELECT ?n { ?a :name ?n FILTER LANGMATCHES(LANG(?n), "*") }',
    "a named graph": "SELECT ?a ?d { GRAPH :tastes { ?a :likes ?d } }",
    "each named graph": "SELECT ?g ?n ?d { ?a :name ?n GRAPH ?g { ?a :likes ?d } }",
    "from": "SELECT * FROM :tastes { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED :tastes { GRAPH ?g { ?s ?p ?o } }",
    "a relative iri": "BASE <http://example.org/> SELECT ?n { <ann> :name ?n }",
    "service in a string": 'SELECT ("SERVICE <x:> { }" AS ?x) { } # SERVICE <x:> { }',
    "an update in a string": 'SELECT ("INSERT DATA { }" AS ?insert) { }',
    "ask, true": "ASK { ?a :age 31 }",
    "ask, false": "ASK { ?a :age 32 }",
    "construct": "CONSTRUCT { ?b :knownBy ?a . ?a :has [ :is ?b ] } WHERE { ?a :knows ?b }",
    "construct, short": "CONSTRUCT WHERE { ?note :next ?other ; :text ?t }",
    "describe": "DESCRIBE :ann",
    "describe by a pattern": "DESCRIBE ?note { ?note :done true }",
}
QUERIES: Final = {name: _PREFIXES + query for name, query in _QUERIES.items()}
