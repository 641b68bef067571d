"""Models of natural-language inference: which of entailment, neutral, contradiction a premise makes of a hypothesis."""

from factcheck.nli.interface import Model
from factcheck.nli.load import load_model

__all__ = ["Model", "load_model"]
