"""The port a server answers on, taken before anything slow is done."""

from __future__ import annotations

import errno
import socket

from draftbot.errors import PortInUse, SettingsWrong
from draftbot.messages import Message


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the port until it is closed. Raises PortInUse, SettingsWrong."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as exc:
        if exc.errno == errno.EADDRINUSE:
            raise PortInUse(host=host, port=port) from exc
        why = str(exc.strerror)
        raise SettingsWrong(
            reason=Message("settings.no_such_address", host=host, port=port, why=why)
        ) from exc


def address_of(listener: socket.socket) -> str:
    """What to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
