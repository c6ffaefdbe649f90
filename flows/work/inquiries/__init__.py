"""What programs and assistants ask, answered: a figure verified, a text checked, a name found."""
