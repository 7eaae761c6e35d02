"""Reports as files: the whole follow-up, goals, a theme or one nyckeltal, as XLSX, PPTX, DOCX or PDF.

``contents`` gathers what a report holds, a module a kind of file writes it, ``build`` is the one door.
"""

from norberg.report.choice import Choice
from norberg.report.kinds import KINDS, Kind, build, kind_of

__all__ = ["KINDS", "Choice", "Kind", "build", "kind_of"]
