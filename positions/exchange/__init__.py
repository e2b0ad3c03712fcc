"""Bringing in departments, FTE counts, people, positions and appointments from a file.

`subjects` says what can be brought in; `acts` does it; one module for each subject says what its rows mean.
"""
