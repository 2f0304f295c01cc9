"""Figures of a desk's work: how many tickets came, how fast they were answered and solved, how people liked it."""
