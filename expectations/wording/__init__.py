"""All that is said in English about an outcome."""
