"""What may be done with an unsent answer without losing a letter of it."""

MOST_CHARACTERS = 100_000
"""As much as an answer may hold: some sixteen thousand words."""


def without_taken(taken: str, draft: str) -> str:
    """Return what was typed into a draft after it had been taken as `taken`."""
    if draft.startswith(taken):
        return draft[len(taken) :]
    shorter = min(len(taken), len(draft))
    start = next((at for at in range(shorter) if taken[at] != draft[at]), shorter)
    shorter -= start
    end = next((at for at in range(shorter) if taken[-1 - at] != draft[-1 - at]), shorter)
    return draft[start : len(draft) - end]
