"""What programs and assistants are answered: figures verified, texts checked, names found."""
