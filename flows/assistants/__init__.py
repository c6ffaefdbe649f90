"""The doors of programs and assistants: the Model Context Protocol, and what a notebook imports."""
