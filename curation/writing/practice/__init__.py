"""Questions that ask back: made of statements that were checked, in the words of their source. Pure."""
