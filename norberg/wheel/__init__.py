"""Årshjulet: when figures are next published and followed up, as a page's twelve months and as a calendar file."""
