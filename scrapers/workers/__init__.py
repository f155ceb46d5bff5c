"""Work in other processes: renewed, so that memory stays flat, and replaced when they die."""

from scrapers.workers.crew import Crew
from scrapers.workers.errands import Errands
from scrapers.workers.hand import Duty, Fault, attempt

__all__ = ["Crew", "Duty", "Errands", "Fault", "attempt"]
