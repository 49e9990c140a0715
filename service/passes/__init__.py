"""Passes: the only place that joins readers, the model pass and the writer."""

from service.passes.ingest import Report, ingest, load, load_judge, prepare
from service.passes.judging import Judgement, judge

__all__ = ["Judgement", "Report", "ingest", "judge", "load", "load_judge", "prepare"]
