"""The exit codes of the command line."""

DONE = 0
FAULTS = 1
"""A check, a calibration or a batch found faults."""
BAD_INPUT = 2
INTERRUPTED = 130
