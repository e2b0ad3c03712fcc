"""How fast and how large the program is, each figure as a ratio to a reference measured in the same run.

`python -m benchmarks` measures everything and prints one table; `python -m benchmarks NAME` one figure. README.md
says what each row means. The data are thrown away: nothing of this installation is read or changed.
"""
