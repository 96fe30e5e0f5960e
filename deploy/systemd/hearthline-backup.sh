#!/bin/sh
# Saves "main" (with its keys) or "keys" into BACKUP_DIR and deletes what is older than its life. The keys live for two
# days only: whatever was erased is unreadable in every backup as soon as no keys file from before is left.
set -eu

: "${BACKUP_DIR:?}" "${BACKUP_RECIPIENT:?}"
here=$(dirname "$0")
command=${BACKUP_COMMAND:-"node $here/../../dist/server/server/backup.js"}
days_main=${BACKUP_DAYS_MAIN:-35}
days_keys=${BACKUP_DAYS_KEYS:-2}
now=$(date -u +%Y%m%dT%H%M%SZ)

case "${1:-}" in
  main) $command --to "$BACKUP_DIR/$now-main.age" --keys-to "$BACKUP_DIR/$now-keys.age" ;;
  keys) $command --keys-to "$BACKUP_DIR/$now-keys.age" ;;
  *) echo "Say what to save: main or keys." >&2; exit 2 ;;
esac

# Only after a new one is there. The newest file of each kind therefore always stays.
find "$BACKUP_DIR" -name '*-main.age' -mtime "+$days_main" -delete
find "$BACKUP_DIR" -name '*-keys.age' -mmin "+$((days_keys * 1440))" -delete
