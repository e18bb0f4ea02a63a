"""Lessons, desk cards and certificates as documents that typst sets. Pure: values in, a document out."""

from .certificate import certificate
from .document import Document
from .lesson import card, lesson

__all__ = ["Document", "card", "certificate", "lesson"]
