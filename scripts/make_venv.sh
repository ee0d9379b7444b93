#!/bin/sh
# Makes .venv and installs one requirements file into it. Does nothing, in milliseconds, when that is already so:
# the file last installed is kept inside .venv and compared by content.
# usage: sh scripts/make_venv.sh requirements.txt
set -eu

wanted=$1
python=.venv/bin/python
installed=.venv/installed-$wanted
oldest="3.11"

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON3:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    say "Python $oldest or newer is needed and none was found (python3 here: $(python3 --version 2>/dev/null || echo none))."
    say "Debian 12, Ubuntu 24.04: apt-get install python3 python3-venv · macOS: brew install python3"
    say "If it lies elsewhere: PYTHON3=/path/to/python3 make …"
    return 1
}

need_venv_module() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing Debian's python3-venv, which making .venv needs …"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
        "$1" -c 'import venv, ensurepip' 2>/dev/null && return
    fi
    say "$("$1" --version) comes without the modules venv and ensurepip, which making .venv needs."
    say "Debian, Ubuntu: sudo apt-get install python3-venv"
    return 1
}

make_venv() {
    system_python=$(find_python)
    need_venv_module "$system_python"
    say "Making .venv with $("$system_python" --version) …"
    rm -rf .venv
    "$system_python" -m venv .venv
}

if ! [ -x "$python" ] || ! new_enough "$python"; then
    make_venv
fi
if ! cmp -s "$wanted" "$installed"; then
    say "Installing $wanted into .venv (the first time this takes a minute or two) …"
    # No --compile: Python compiles what is imported, which is a small part of what is installed.
    "$python" -m pip install --disable-pip-version-check --no-input --no-compile --require-virtualenv --require-hashes -r "$wanted"
    cp "$wanted" "$installed"
    if [ "$wanted" = requirements-dev.txt ]; then
        cp requirements.txt .venv/installed-requirements.txt # it holds all of that, and more
    fi
fi
