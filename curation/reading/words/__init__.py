"""Words that a reader selects, on the screen."""
