"""A client of Onrecord: did they say that?

from onrecord_client import Client

with Client("https://onrecord.example", key) as onrecord:
    answer = onrecord.verify("We sail at noon.", speaker="Peig Donnelly")
    print(answer.verdict, answer.explanation)
"""

from service import __version__
from service.client import Client, ClientError, DraftCheck, Finding, Verification

__all__ = ["Client", "ClientError", "DraftCheck", "Finding", "Verification", "__version__"]
