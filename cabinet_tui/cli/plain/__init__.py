"""The cabinet without a screen: lines, numbered choices and questions over the same commands."""
