"""Facts stated in a text: quantities, dates and what follows from comparing them. Pure functions, standard library only."""
