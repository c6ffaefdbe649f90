"""Every number of a text, accounted for, and a register to begin with."""
