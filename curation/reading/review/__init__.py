"""Retention: cards of the reader's own marks and missed questions, a few a day, when they are about to be forgotten."""
