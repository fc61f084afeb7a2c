"""Terms, resources and literals: defined, described, labelled and well-formed."""
