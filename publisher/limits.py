"""Every default of a setting, and every limit on what is read, written or waited for, once.

A name says its unit, or counts what it names. How well something must fit to be suggested, how
much is done at a time, and what a standard fixes are not here, but in the modules that use them.
"""

from typing import Final

# A project: `[tool.publisher]`.

READY_QUERY_SECONDS: Final = 10.0
"""A ready query, and the shapes for each 10,000 triples: the build of a good project takes
a tenth, and an endless query must not stop a build for good. Seconds of the processor.
"""
CLOCK_SECONDS: Final = 600.0
"""On the clock, at least, for work that has a deadline of processor time."""
CLOCK_FACTOR: Final = 60.0
"""Seconds on the clock for each second of the processor: no machine in use is so busy."""
PAGE_ITEMS: Final = 100
"""Mentions, claims, and joined nodes on one page, of each: what a reader still scrolls through."""
CATALOG_PAGE_DATASETS: Final = 100
"""Datasets on one page of the catalogue: harvesters read it page by page."""
DESCRIBED_GRAPHS: Final = 100
"""Named graphs that VoID and the description of the endpoint name."""
DESCRIBED_CLASSES: Final = 200
"""Classes, and properties, whose use VoID describes: those that are used most."""
DESCRIBED_CLASS_PROPERTIES: Final = 2_000
"""Properties of classes that VoID describes, of all classes together."""
DESCRIBED_LINKSETS: Final = 200
"""Linksets that VoID describes: the largest."""
COUNTED_OBJECTS: Final = 1_000_000
"""Triples of a graph whose distinct objects are counted: all of them are remembered meanwhile."""
CLASS_TABLES: Final = 500
"""Classes whose instances are a table of their own: those with the most instances."""
TABLE_COLUMNS: Final = 300
"""Columns of such a table: the most used ones. Spreadsheets take 16,384, readers far fewer."""
FEED_PAGE_MEMBERS: Final = 250
"""Members on a page of the feed of changes, and resources on a page of what changed."""
ATOM_ENTRIES: Final = 100
"""Releases and resources in the feed for people, the newest first."""
KEPT_RELEASES: Final = 3
"""Releases of one site: the one that is served, and two to go back to."""

# One query at the server: `[tool.publisher.serve]`, documented in docs/reference/serve.md.

QUERY_SECONDS: Final = 10.0
"""From the arrival of a query to the end of its answer, its waiting included."""
FAST_SECONDS: Final = 0.25
"""Until a query makes room for others and goes on with a low priority."""
FAST_SECONDS_IN_QUEUE: Final = 0.1
"""The same while queries of other clients wait for a worker."""
FAST_SECONDS_ON_PROBATION: Final = 0.04
"""The same while others wait, for a client who had a long query in the last minute."""
ANSWER_ROWS: Final = 100_000
"""Rows, or triples: more is for a dump."""
ANSWER_BYTES: Final = 50_000_000
QUERY_BYTES: Final = 1_000_000
"""The text of a query: VALUES with ten thousand IRIs fit in."""
QUERY_MEMORY_BYTES: Final = 1 << 30
"""What a worker may use beyond what it started with."""
WORKER_GROWTH_BYTES: Final = 128 << 20
"""What a worker may have grown by after a query; if it has grown more, it exits."""
QUERY_PATTERNS: Final = 64
"""Triple patterns that are joined: the planner's time grows with their square, and more."""
WITHHELD_BYTES: Final = 65_536
"""What is held back of an answer until it is known that it has begun well."""
QUEUE_LENGTH: Final = 32
"""Queries that wait for a worker."""
QUICK_WORKERS: Final = 0
"""Processes for quick queries; 0 is one more than there are cores."""
SLOW_WORKERS: Final = 2
"""Processes for slow ones: more would take the processors from the quick queries."""

PORT: Final = 8_000
"""The port of `serve`, and the one that a web server in front asks."""

# One client of the server.

CLIENT_RUNNING: Final = 2
"""Queries that run at once; more of them wait."""
CLIENT_WAITING: Final = 16
"""Queries that wait; more are answered 429."""
CLIENT_QUERY_SECONDS: Final = 60.0
"""Seconds of queries in a minute: one processor."""
CLIENT_ERRORS: Final = 30
"""Failed queries in a minute: a person who tries has fewer."""
PROBATION_SECONDS: Final = 10.0
"""Without queries, for a client whose query itself ran until the deadline."""
CONNECTIONS: Final = 512
"""At once, of all clients."""
CLIENT_CONNECTIONS: Final = 256
"""At once, of one client: many readers can stand behind one address."""
HEADER_SECONDS: Final = 5.0
"""In which the header of a request must have come."""
READER_SECONDS: Final = 30.0
"""In which a client must take some of an answer; else its connection ends."""

# One answer of a tool for agents (MCP).

AGENT_ROWS: Final = 200
"""Rows of a query's answer, or of its page: what a language model still reads."""
AGENT_BYTES: Final = 200_000
"""Bytes of the answer to a query. A larger one is refused and not cut."""
AGENT_ITEMS: Final = 50
"""Statements and claims of a description, and hits of a search, of each at most."""
AGENT_PAGE_BYTES: Final = 16_000_000
"""The file of a page that is read to describe a resource."""
AGENT_CLAIMS_BYTES: Final = 64_000_000
"""The dump of the claims, which is read to say who claims what in an answer."""
AGENT_BODY_BYTES: Final = 1 << 20
"""The body of a request of an agent, besides the text of a query."""

# What the server keeps, and the web server in front of it.

CACHE_BYTES: Final = 64_000_000
"""Answers that are kept as long as their release is served."""
ENGINE_CACHE_SECONDS: Final = 5.0
"""For which an answer of another engine is kept: its data may change at any time."""
PROXY_EXTRA_SECONDS: Final = 20.0
"""For which a web server in front waits beyond the deadline, because `serve` itself says what
went wrong.
"""
PROXY_BODY_BYTES: Final = 1 << 22
"""The body of a request, at a web server in front: more than `serve` takes with its defaults."""

# Queries, wherever they come from.

NESTING: Final = 100
"""Brackets in brackets of a query, triple terms in triple terms, lists in lists: far deeper ones
overflow the stack of a parser, which no exception reports.
"""
QUERY_TOKENS: Final = 4_000
"""Tokens without the data of VALUES: twice as many "!" in a row overflow Oxigraph's stack."""
PAGE_ROWS: Final = 10_000
"""`limit=` of a ready query."""
PAGE_OFFSET: Final = 1_000_000_000
"""`offset=` of a ready query."""
PARAMETER_CHARACTERS: Final = 2_000
"""The value that a stranger may give to a parameter."""
ACCEPT_CHARACTERS: Final = 8_192
"""What is read of an Accept header: nobody lists more formats."""

# Names: `publisher/names`.

NAME_CHARACTERS: Final = 400
"""Of a name, in the index or looked for: what is behind tells no two names apart."""
NAME_CANDIDATES: Final = 100
"""The most candidates for one name."""
NAMES_LISTED: Final = 50_000
"""Names in one file of `names.tsv`, which somebody downloads whole: some megabytes."""

# Reconciliation: how many names are matched at once, and how large a request is.

RECONCILE_QUERIES: Final = 100
"""Queries of a batch; OpenRefine sends ten."""
RECONCILE_BYTES: Final = 500_000
"""The JSON of a batch, or of a request for values."""
RECONCILE_CHARACTERS: Final = 1_000
"""A name, a value or an identifier: no name is so long."""
RECONCILE_PROPERTIES: Final = 20
"""Properties of a query, and values of each."""
RECONCILE_TYPES: Final = 20
"""Types of a query."""
CANDIDATES: Final = 10
"""Candidates for each query, and suggestions, if the client names no number."""
MOST_CANDIDATES: Final = 50
"""The same, whatever the client asks for."""
SKIPPED_SUGGESTIONS: Final = 1_000
"""Suggestions before those that a cursor asks for."""
EXTEND_ENTITIES: Final = 200
"""Entities whose values are asked for at once; OpenRefine sends ten."""
EXTEND_PROPERTIES: Final = 50
"""Properties whose values are asked for at once."""
PROPOSED_PROPERTIES: Final = 100
"""Properties that are proposed for a type."""

# Links to the same things elsewhere.

MOST_LINKSETS: Final = 100
"""Files of links, one for each authority or host that links lead to: others share one file."""
SAME_MEMBERS: Final = 1_000
"""Resources that are one, of which `/sameas` tells: more of them are a mistake in the data."""
LOOKUP_MATCHES: Final = 100
"""Resources with one identifier, which `/lookup` lists."""
SUGGEST_SECONDS: Final = 300
"""For asking an endpoint for candidates, all requests and pauses together."""
SUGGEST_SCORE: Final = 80
"""The least score of a candidate, of 100: below it most names are of something else."""
SUGGEST_BATCH: Final = 50
"""Names, or things, that one request asks for."""
SUGGEST_PAUSE: Final = 0.5
"""Seconds between two requests: other people use the endpoint too."""
SUGGEST_CANDIDATES: Final = 5
"""Of one thing."""
SCANNED_NAMES: Final = 100_000
"""Names of an endpoint that `--scan` fetches: a larger one is asked by name."""

# Stores and endpoints elsewhere.

ENDPOINT_SECONDS: Final = 60
"""For one read, and for the whole answer."""
ENDPOINT_BYTES: Final = 1 << 30
"""An answer of an endpoint."""
STORE_SILENT_SECONDS: Final = 600
"""Without a byte from a store that loads a graph: it answers when it has stored all."""
LOAD_PIECE_MIB: Final = 8
"""A piece of a dump, if the store refuses the whole as too large."""

# Files of others.

WORK_BYTES: Final = 1 << 30
"""Memory that work on such files may use beyond what the process started with."""
COMPARE_SECONDS: Final = 60
"""For telling the blank nodes of one dump apart: seconds of the processor."""
COMPARE_BYTES: Final = 1 << 33
"""Memory for that: blank nodes of a dump as large as UNPACKED_BYTES need several times its size."""
UNPACKED_BYTES: Final = 1 << 30
"""A compressed dump, unpacked: a few kilobytes can unpack to more than a disk holds."""
UNPACKED_RATIO: Final = 200
"""How many times its size a packed file may unpack to: packed RDF is a tenth of its size, and
what is made to fill a disk a thousandth.
"""
UNPACKED_FREE_BYTES: Final = 10_000_000
"""What any packed file may unpack to: a short file of repetitions packs better than a long one."""
ARCHIVE_FILES: Final = 10_000
"""Files in one archive."""
ENTITY_BYTES: Final = 10_000_000
"""What the entities of an XML file may expand to, if that is more than ENTITY_GROWTH allows."""
ENTITY_GROWTH: Final = 20
"""How many times the size of an XML file its entities may expand to."""
XML_NESTING: Final = 1_000
"""Elements in elements of XML: the parser's time grows with the square of their number."""
JSON_NESTING: Final = 100
"""Objects and lists of JSON in each other: the processor calls itself several times for each."""
JSON_LD_SECONDS: Final = 60
"""For a file of JSON-LD, and as many for each MiB of it: contexts can be written for which its
reader takes for ever.
"""
LITERAL_BYTES: Final = 1 << 24
"""A literal: the parser reads none that is longer."""
