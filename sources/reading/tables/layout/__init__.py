"""Where the cells of a table stand, and in which units their heads tell them."""
