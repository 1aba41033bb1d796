"""Every stream of chance of a set has a seed of its own, made from one master and the stream's name.

HMAC-SHA-256 (RFC 2104): who holds a stream's seed, or all that is drawn from it, knows neither the master nor any
other stream. An exam's master is 256 bits from the system; a practice set's is made from its number.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, repr=False)
class Master:
    """Where all chance of a set begins. It is never shown: repr says nothing of it."""

    key: bytes

    @staticmethod
    def of(seed: int) -> Master:
        """The master of a practice set's number."""
        return Master(hashlib.sha256(f"X-ray Trainer set {seed}".encode()).digest())

    @staticmethod
    def secret() -> Master:
        """A master that nobody can guess: 256 bits from the system."""
        return Master(secrets.token_bytes(32))

    def digest(self, *names: str | int) -> bytes:
        """32 bytes for a stream."""
        return hmac.new(self.key, "/".join(map(str, names)).encode(), hashlib.sha256).digest()

    def seed(self, *names: str | int) -> int:
        """A stream's seed: 0 to 2⁶³ - 1."""
        return int.from_bytes(self.digest(*names)[:8], "big") >> 1

    def generator(self, *names: str | int) -> np.random.Generator:
        """A stream."""
        return np.random.Generator(np.random.PCG64(int.from_bytes(self.digest(*names), "big")))

    def uuid(self, *names: str | int) -> str:
        """An identity of the form of a UUIDv4."""
        return str(uuid.UUID(bytes=self.digest(*names)[:16], version=4))

    def branch(self, *names: str | int) -> Master:
        """The master of a part of the set."""
        return Master(self.digest("branch", *names))
