"""Tickets of one desk for another: what an export says, what of it can be carried, and how it is told."""
