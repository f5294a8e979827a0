"""What the jail's tests put into it: functions that behave badly."""

import ctypes
import os
import socket
import sys
import time


def echo(source, **arguments):
    return {"arguments": arguments}, [source.read(), b"second"]


def refuse(source):
    from broadsheet.lib.jailed import Refused

    raise Refused("not today", count=3)


def swallow_memory(source):
    return {"swallowed": len(b"x" * 400_000_000)}, []


def spin(source):
    while True:
        pass


def sleep(source):
    time.sleep(60)
    return {}, []


def fall(source):
    ctypes.string_at(0)
    return {}, []


def stumble(source):
    raise RuntimeError("a tree in the way")


def leave(source):
    os._exit(0)


def babble(source):
    os.write(1, b"this is no answer\n")
    os._exit(0)


def chatter(source):
    print("between the bytes")
    return {"said": True}, []


def answer_at_length(source):
    return {}, [b"x" * 3_000_000]


def open_everything(source):
    return {"open": len([os.open("/", os.O_RDONLY) for _ in range(100)])}, []


def phone(source):
    try:
        socket.create_connection(("127.0.0.1", int(source.read())), timeout=2).close()
    except OSError as error:
        return {"reached": False, "why": str(error)}, []
    return {"reached": True}, []


def look_around(source):
    facts = {"environment": dict(os.environ), "where": os.getcwd(), "site": "site" in sys.modules}
    return facts, []
