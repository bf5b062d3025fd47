"""A labelled set that knows nothing of how likeness is weighed: what two offices write
of one person."""
