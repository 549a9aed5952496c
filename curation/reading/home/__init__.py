"""Home: a day's reading with an end to it, and a look back at the weeks."""
