"""Pass 3, the other way round: the source asks back, and what is answered is checked against its words."""
