"""The ways upstream: how a message leaves, to people who never asked for Python.

A channel is opened from a section of ``channels.toml`` (`load_channels`) and sends one message at a
time (`Channel.send`): what it gives is a receipt, what goes wrong is a `ChannelError`. Nothing here
decides what may leave: that is a person's word, kept in the store and looked up by the flows.
"""

from reports.channels.channel import Channel, ChannelError, Postponed, Refused
from reports.channels.opening import SecretReader, load_channels, read_environment

__all__ = [
    "Channel",
    "ChannelError",
    "Postponed",
    "Refused",
    "SecretReader",
    "load_channels",
    "read_environment",
]
