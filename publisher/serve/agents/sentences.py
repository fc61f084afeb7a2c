"""The sentence on a thing, as the whole graph has it: a page does not know all that tells of it."""

from publisher.describe.names import Names
from publisher.describe.summary import summary
from publisher.model import Term
from publisher.querypool.lookups import SUMMARIES_FILE
from publisher.serve.agents.tool import Caller
from publisher.summaries import Summaries
from publisher.terms import bare


def sentence_on(term: Term, names: Names, caller: Caller) -> str:
    """Return what a thing is: from the release; of what has no entry there, by its page alone."""
    file = caller.site.release.folder / "site" / SUMMARIES_FILE
    # Opened each time, because a connection belongs to one thread.
    known = Summaries(file).of([bare(term)]) if file.exists() else {}
    return known.get(bare(term)) or summary(term, names=names)
