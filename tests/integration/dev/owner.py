"""Run as a program by the tests: owns one private service until it is killed."""

import importlib
import sys
import time

if __name__ == "__main__":
    module, name, directory = sys.argv[1:]
    service = getattr(importlib.import_module(module), name)(directory)
    sys.stdout.write(f"{service.start()}\n")
    sys.stdout.flush()
    time.sleep(300)
