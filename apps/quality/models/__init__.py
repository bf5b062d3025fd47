from .headcounts import HeadCount, HeadCountCell
from .snapshots import Figure, Snapshot

__all__ = ["Figure", "HeadCount", "HeadCountCell", "Snapshot"]
