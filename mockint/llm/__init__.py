"""Models over the network: the only place that names litellm.

Nothing in here is imported by a session without a model, and litellm itself only by
`mockint.llm.warming`, in a thread, once a model was chosen.
"""
