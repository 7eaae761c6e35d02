"""Reports as files: the whole follow-up, goals, a theme or one nyckeltal, as XLSX, PPTX, DOCX or PDF.

``contents`` gathers what a report holds, a module a kind of file writes it, ``build`` is the one door; ``sheet`` is a
theme on one A4.
"""

from norberg.report.choice import Choice
from norberg.report.kinds import KINDS, Kind, build, kind_of, sheet

__all__ = ["KINDS", "Choice", "Kind", "build", "kind_of", "sheet"]
