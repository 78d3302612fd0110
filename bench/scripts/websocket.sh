#!/bin/sh
# Speaks WebSocket with others' implementations, both ways: npm's "ws" and Python's aiohttp. Puts "ws" into target/ first,
# where the test looks for it; without node and npm, or python3-aiohttp, that half is skipped, and says so.
#
#   bench/scripts/websocket.sh
set -eu
cd "$(dirname "$0")/../.."

peers=tests/target/websocket-peers
if command -v npm >/dev/null && [ ! -d "$peers/node_modules/ws" ]; then
    mkdir -p "$peers"
    timeout 120 npm install --silent --no-audit --no-fund --no-save --prefix "$peers" ws@8 || echo "npm cannot install ws" >&2
fi
exec mvn -q test -P '!style' -pl tests -am -Dtest=WebSocketPeersTest -Dsurefire.failIfNoSpecifiedTests=false
