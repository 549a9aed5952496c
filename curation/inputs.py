"""What programs may send: the database keeps no NUL, so it is refused at the door."""

from typing import Annotated

from pydantic import StringConstraints

Line = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
