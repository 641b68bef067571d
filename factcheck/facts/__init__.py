"""Facts stated in a text, quantities and dates among them, and what follows from comparing them. Pure functions."""
