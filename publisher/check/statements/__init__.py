"""Statements and claims: where they stand, what they need, what may not be asserted."""
