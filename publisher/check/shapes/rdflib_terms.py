"""Terms as those of rdflib, just as its parser of N-Triples makes them."""

import logging
from typing import Final

import rdflib

from publisher.model import Term
from publisher.terms import bare, is_iri, is_literal, language, lexical

# Silenced, because rdflib logs a traceback for each ill-typed literal, which has a finding.
logging.getLogger("rdflib.term").disabled = True

_DATATYPE: Final = '"^^<'


def rdf_term(term: Term) -> rdflib.term.Node:
    """Return the rdflib term of an N-Triples text: an IRI, `_:label` or a literal."""
    if is_iri(term):
        return rdflib.URIRef(bare(term))
    return rdf_literal(term) if is_literal(term) else rdflib.BNode(term[2:])


def rdf_literal(term: Term) -> rdflib.Literal:
    """Return the rdflib literal of a literal's N-Triples text.

    A plain literal has no datatype: to rdflib, one with xsd:string is another.
    """
    at = term.rindex('"')
    if term.startswith(_DATATYPE, at):
        kind = rdflib.URIRef(term[at + len(_DATATYPE) : -1])
        return rdflib.Literal(lexical(term), datatype=kind)
    # A base direction (@en--ltr) is RDF 1.2, which rdflib refuses.
    tag = language(term).partition("--")[0]
    return rdflib.Literal(lexical(term), lang=tag or None)
