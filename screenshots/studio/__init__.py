"""What draws the pictures: a walk through the app, and painters of what it shows."""
