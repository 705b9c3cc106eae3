"""Training of Sextant's model families in PyTorch, and their export as model packages."""


class BadInput(Exception):
    """Something a user can mend: one sentence, printed without a traceback."""
