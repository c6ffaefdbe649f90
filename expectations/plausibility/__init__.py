"""Whether an edition is to be believed beside another: what looks right and is wrong."""
