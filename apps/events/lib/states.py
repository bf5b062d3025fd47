"""States that are asked for together, for models and querysets alike."""

SEEN = ("published", "cancelled")  # events that others than their organisers see
HOLDING = ("filling", "offered", "asked", "paying", "confirmed")  # registrations for which seats are taken
OPEN = ("waiting", *HOLDING)  # of these there is one for each person and event
TIMED = ("filling", "offered", "paying")  # they lapse
