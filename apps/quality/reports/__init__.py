"""The registry beside the registrar's head-counts, and how good its records are, read in few queries."""
