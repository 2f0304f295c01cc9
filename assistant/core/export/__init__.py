"""An export of tickets: what is wanted, what it costs, how far it is, and how a ticket becomes a row."""
