"""Whether one text says what another does, in the order in which it is read; white space does not count."""


def out_of_order(shown, told):
    """Of the words `told`, those that do not stand in `shown` after the ones before them."""
    shown, at, missing = "".join(shown.split()), 0, []
    for words in told:
        found = shown.find("".join(words.split()), at)
        missing += [words] if found < 0 else []
        at = max(at, found)
    return missing
