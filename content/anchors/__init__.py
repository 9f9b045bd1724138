"""Passages that survive a changed text.

``passages`` makes them, ``anchoring`` moves them from an old text to a new one, ``difference`` shows two
wordings side by side. Only the first is loaded with this package: the program starts without the others.
"""

from content.anchors.passages import CONTEXT, make_passage

__all__ = ["CONTEXT", "make_passage"]
