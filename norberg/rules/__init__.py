"""The rules of DESIGN section 5: what the app may claim. Pure functions on the tidy frame, each with its reference.

Every rule works on many areas at once: a matrix with a row an area and a column a year (``runs.wide``).
"""
