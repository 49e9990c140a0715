"""Passes: the only place that joins readers, the model pass and the writer."""

from service.passes.ingest import Report, ingest, load, prepare

__all__ = ["Report", "ingest", "load", "prepare"]
