"""A check-in held in the browser by typing, through the same webhook and tools that Vapi uses."""
