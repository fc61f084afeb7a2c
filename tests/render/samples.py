"""Pages to render in tests, with one text in every field."""

from publisher.description import (
    Claim,
    Content,
    Description,
    Evidence,
    Joined,
    Link,
    Mentions,
    Passage,
    Retired,
    Row,
    SiteFrame,
    Value,
)
from publisher.model import Parameter, ReadyQuery, Source, Span
from publisher.render import stylesheet
from publisher.terms import iri, literal

BASE = "https://example.org/"


def frame(text: str = "Who says what") -> SiteFrame:
    return SiteFrame(
        base=BASE,
        title=text,
        description=text,
        publisher=text,
        license="https://creativecommons.org/licenses/by/4.0/",
        language="en",
        kinds=(Link(label=text, href="network/index.html"),),
        has_sources=True,
        stylesheet=stylesheet().path,
    )


def evidence(text: str) -> Evidence:
    return Evidence(
        source_label=text,
        source_href="source/page.html",
        href="source/page.html#char=4,9",
        before=text,
        exact=text,
        after=text,
        start=4,
        end=9,
    )


def value(text: str, *, anchor: str = "", href: str = "") -> Value:
    proof = (evidence(text), evidence(text)) if anchor else ()
    return Value(term=literal(text), text=text, href=href, anchor=anchor, evidence=proof)


def claim(text: str, *, reported: bool = True) -> Claim:
    link = Link(label=text, href="claim/one.html")
    return Claim(
        page=link,
        claimants=(value(text, anchor="claimant-1", href="post/commissioner.html"),),
        reporters=(Link(label=text, href="source/page.html"),) if reported else (),
        evidence=(evidence(text),),
        contents=(Content(anchor="party-50777b", subject=link, property=link, value=value(text)),),
        about=(link,),
        contradicts=(link,),
        notes=(text,),
    )


def description(text: str = "ENOC", *, path: str = "network/enoc") -> Description:
    link = Link(label=text, href="country/azerbaijan.html")
    rows = (
        Row(property=link, values=(value(text, anchor="established-8485a3"), value(text))),
        Row(property=link, values=(value(text, href="javascript:alert(1)"),)),
    )
    other = Row(property=link, values=(value(text, anchor="since-1"),))
    claimed = Link(label=text, href="claim/one.html#founded-2")
    return Description(
        iri=iri(f"{BASE}{path}"),
        path=path,
        label=text,
        kind=Link(label=text, href="network/index.html"),

        types=(value(text, href="country/azerbaijan.html"),),
        alternative_labels=(value(text), value(text)),
        notes=(text,),
        rows=rows,
        claim=claim(text, reported=False),
        claims=(claim(text), claim(text, reported=False)),
        joined=(Joined(node=Link(label=text, href="membership/one.html"), rows=(other,)),),
        mentions=(Mentions(property=link, subjects=(link,), count=1),),
        identifiers=(value(text, href="http://www.wikidata.org/entity/Q1"),),
        retired=True,
        replaced_by=(link,),
        no_longer_stated=(
            Retired(anchor="founded-1", replaced_by=(link, claimed)),
            Retired(anchor="until-1"),
        ),
        source=Source(
            iri=iri(f"{BASE}{path}"), label=text, text=text * 3, file="a.txt", language="en",
            headings=(Span(start=0, end=2),),
        ),
        passages=(
            Passage(start=0, end=4, exact=text, anchor="char=0,4", supports=(link,)),
            Passage(start=2, end=9, exact=text, anchor="char=2,9", supports=(link, link)),
        ),
    )  # fmt: skip


def query(text: str = "What is where") -> ReadyQuery:
    parameter = Parameter(name="network", type="iri", default=iri(f"{BASE}network/enoc"))
    return ReadyQuery(
        name="where", title=text, description=text, parameters=(parameter,), text=text, file="a.rq"
    )
