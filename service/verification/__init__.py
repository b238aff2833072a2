"""Claim → verification."""

from __future__ import annotations

from service.verification.claims import Claim
from service.verification.verify import Verifier

__all__ = ["Claim", "Verifier"]
