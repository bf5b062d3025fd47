from .conversations import Block, Conversation, Letter
from .tips import DeathReport, LostSuggestion
from .watch import AbuseReport, Suspension, UnusualReading

__all__ = [
    "AbuseReport",
    "Block",
    "Conversation",
    "DeathReport",
    "Letter",
    "LostSuggestion",
    "Suspension",
    "UnusualReading",
]
