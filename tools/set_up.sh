#!/bin/sh
# set_up.sh run|test: the virtual environment .venv with what the program (run) or its tests and benches (test) need, and the few
# system libraries that Qt loads. Does nothing when all is there.
set -eu
what=${1:-run}
python=${PYTHON:-python3}

if [ "$(uname)" = Linux ]; then
  # library that Qt opens, and the Debian package that holds it
  wanted="libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0 libxcb-cursor.so.0=libxcb-cursor0
    libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1
    libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0
    libxcb-xkb.so.1=libxcb-xkb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0"
  ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
  present=$("$ldconfig" -p)
  missing=""
  for pair in $wanted; do
    case $present in *"${pair%%=*}"*) ;; *) missing="$missing ${pair#*=}" ;; esac
  done
  [ -d .venv ] || "$python" -c "import ensurepip, venv" 2>/dev/null || missing="$missing python3-venv"
  if [ -n "$missing" ]; then
    install="apt-get install -y --no-install-recommends$missing"
    if ! command -v apt-get >/dev/null; then
      echo "Qt needs libraries that this system lacks. Debian calls them:$missing" >&2
    elif [ "$(id -u)" = 0 ]; then
      apt-get update -q && DEBIAN_FRONTEND=noninteractive $install
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $install
    else
      echo "A few system libraries are missing. Type this, then try again:" >&2
      echo "  sudo $install" >&2
      exit 1
    fi
  fi
fi

extras=""
[ "$what" = run ] || extras="[test,tools]"
stamp=".venv/installed-$what"
wanted_state=$(cat pyproject.toml constraints.txt | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted_state" ]; then
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "X-ray Trainer needs Python 3.11 or newer; this is $("$python" --version). Name another: make PYTHON=python3.12 …" >&2
    exit 1
  }
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  echo "Installing what X-ray Trainer needs into .venv (once, some minutes)…" >&2
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".$extras"
  echo "$wanted_state" >"$stamp"
fi
