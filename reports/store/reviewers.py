"""Reviewers who decide over a network: names, and the SHA-256 of their tokens."""

from __future__ import annotations

import sqlalchemy as sa

from reports.store.base import Transactions, insert_missing, now
from reports.store.tables import reviewers


class Reviewers(Transactions):
    """Who may decide."""

    def add_reviewer(self, name: str, token_sha256: str) -> None:
        """Give a reviewer a token; one that he had before is no longer good."""
        row = {"name": name, "token_sha256": token_sha256, "added_at": now()}

        def work(connection: sa.Connection) -> None:
            if not insert_missing(connection, reviewers, [row]):
                connection.execute(reviewers.update().where(reviewers.c.name == name).values(row))

        self._write(work)

    def remove_reviewer(self, name: str) -> bool:
        """Take a reviewer's token away; whether he had one."""
        gone = reviewers.delete().where(reviewers.c.name == name)
        return bool(self._write(lambda connection: connection.execute(gone).rowcount))

    def reviewers(self) -> tuple[str, ...]:
        """The names of those who have a token."""
        return tuple(self.token_hashes())

    def token_hashes(self) -> dict[str, str]:
        """The SHA-256 of each reviewer's token, by name."""
        query = sa.select(reviewers.c.name, reviewers.c.token_sha256).order_by(reviewers.c.name)
        with self._reading() as connection:
            return {name: digest for name, digest in connection.execute(query)}
