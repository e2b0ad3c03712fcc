"""The demonstration state: real departments and FTE counts, invented people, and cases in every state."""
