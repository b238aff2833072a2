"""Onrecord: did they say that?"""

__version__ = "0.1.0"
