"""How the documentation is made into a site: `make docs`. Nothing is fetched, then or later."""

from publisher import __version__

project = "publisher"
author = "The publisher project"
project_copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
root_doc = "index"

html_theme = "furo"
html_title = "publisher"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_show_sphinx = False

# Anchors as readers of the repository see them: `[what is retired](project.md#iris)`.
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
# Docstrings are Markdown in spirit: what stands between single backticks is code.
default_role = "code"

nitpicky = True
# Types of the standard library have no page here, and those of the package only if they are public.
nitpick_ignore_regex = [(r"py:.*", r".*")]
suppress_warnings = [
    # Pygments does not know Turtle 1.2: `{| ev:quote "…" |}`.
    "misc.highlighting_failure",
]
