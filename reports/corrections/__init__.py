"""The formats of an approved correction: letter, ClaimReview, annotation, table, page, pack."""
