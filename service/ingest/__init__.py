"""Reading articles: one reader behind `onrecord ingest` and `onrecord extract`."""

from service.ingest.failure import Failure
from service.ingest.reader import read

__all__ = ["Failure", "read"]
