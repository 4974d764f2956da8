#!/bin/sh
# What the tests need beside Python: a Chromium, LibreOffice to open the documents, a Redis for the queue of long jobs. Installed when they are missing and can be.
set -e
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
# The same Chromium without the windows it does not show: lighter, taken when the system has it.
if ! command -v chromium-headless-shell >/dev/null 2>&1 && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
    missing="$missing chromium-headless-shell"
fi
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
command -v caddy >/dev/null 2>&1 || missing="$missing caddy"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing:$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
else
    echo "missing:$missing (install them, then run make test again)" >&2
    exit 1
fi
