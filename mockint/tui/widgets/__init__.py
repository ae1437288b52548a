"""The parts of screens: each asks by message, and none knows the app."""
