"""What the cabinet is about: frozen values, errors, money and text. Standard library only."""
