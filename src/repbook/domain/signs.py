"""x"""
from enum import Enum
class Role(Enum):
    MARK=1
    TEXT=2
    DOUBT=3
def role(sign, before, after, *, spaced):
    return Role.MARK
