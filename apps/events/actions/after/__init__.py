"""What is done once an event is over."""
