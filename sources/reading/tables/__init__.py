"""Tables, and lines that set a value beside its label: what each cell states, by its heads."""
