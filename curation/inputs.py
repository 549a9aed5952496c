"""What programs may send: JSON objects with the fields that are named, and no NUL, which the database cannot keep."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Line = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class Sent(BaseModel):
    """A field that is not known is an error: a misspelt one would else be passed over in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
