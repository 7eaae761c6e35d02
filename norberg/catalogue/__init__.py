"""Kolada's whole list of kpis: reading and keeping it, searching it, and a deep-dive of one's own choice from it."""
