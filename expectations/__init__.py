"""What must hold: tolerances, measures, verdicts, and the suites that record them."""
