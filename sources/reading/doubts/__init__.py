"""What leaves a reading open though its parts are named: whose, when, what, of a part or of all."""
