"""The board beside the talk: calculators, the diagram, the notes, and what was pinned."""
