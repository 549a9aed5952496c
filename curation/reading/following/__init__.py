"""An answer followed while it is written: as a stream of events, and by asking again where there is none."""
