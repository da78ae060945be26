"""What all request bodies share."""

from pydantic import BaseModel, ConfigDict


class Order(BaseModel):
    """A request body: JSON types are taken as they are, "1" is no number and 1 is no text."""

    model_config = ConfigDict(strict=True)
