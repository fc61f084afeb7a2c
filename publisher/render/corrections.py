"""The page of all corrections."""

from collections.abc import Sequence
from typing import Final

from publisher.description import ShownCorrection, SiteFrame
from publisher.model import File
from publisher.render.environment import render_page

CORRECTIONS_PATH: Final = "corrections.html"


def corrections_page(frame: SiteFrame, corrections: Sequence[ShownCorrection]) -> File:
    """Return `corrections.html`: what was corrected on which page, and whom to ask."""
    return render_page(
        frame,
        "corrections.html",
        path=CORRECTIONS_PATH,
        title="Corrections",
        corrections=corrections,
    )
