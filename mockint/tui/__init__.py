"""The full screen: home, interview, debrief, sessions, transcript.

It gets everything through constructor arguments and knows neither the store nor a model client.
"""
