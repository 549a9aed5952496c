"""In: a text that nobody has counted the tokens of. Out: how many it may have, roughly. Pure."""

# OpenAI's rule of thumb for English.
LETTERS_OF_A_TOKEN = 4


def reckoned(letters: int) -> int:
    """In: letters, or bytes where a script has more of them. Out: tokens, rounded up."""
    return -(-letters // LETTERS_OF_A_TOKEN)
