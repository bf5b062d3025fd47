"""People as files: tables, letters, labels and envelopes."""
