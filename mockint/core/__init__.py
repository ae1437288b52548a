"""The pure heart of mockint: words, events, clock, decisions and scores.

Nothing here reads a clock, a file, a random source or a network: times, seeds and content are
arguments, and new state and events are results.
"""
