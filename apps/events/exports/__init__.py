"""Files about events: who came, badges, certificates."""
