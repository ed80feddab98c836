-- Keys that expire and are rolled, their rate class and last use; the audit log of every merchant.

ALTER TABLE api_keys ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE api_keys ADD COLUMN rate_class TEXT NOT NULL DEFAULT 'standard'
  CHECK (rate_class IN ('reduced', 'standard', 'raised'));
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;
ALTER TABLE api_keys ADD COLUMN replaced_by TEXT;
-- The event of a revocation brought the key to its second version.
UPDATE api_keys SET version = 2 WHERE revoked_at IS NOT NULL;
-- A key that could do everything still can.
UPDATE api_keys SET scopes = json_insert(scopes, '$[#]', 'audit:read')
  WHERE kind = 'secret' AND json_array_length(scopes) >= 13;

CREATE TABLE audit_log (
  merchant_id TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  created_at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL CHECK (
    actor_kind IN ('secret', 'publishable', 'operator', 'customer', 'system')
  ),
  actor_id TEXT,
  request_id TEXT,
  address TEXT,
  operation TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  changed TEXT NOT NULL CHECK (json_valid(changed)),
  hash TEXT CHECK (length(hash) = 64),
  PRIMARY KEY (merchant_id, sequence)
) WITHOUT ROWID;

-- An entry is written once, and sealed once. Whoever drops these is found by the chain.
CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'append-only: audit_log');
END;
CREATE TRIGGER audit_log_is_fixed BEFORE UPDATE OF
  merchant_id, sequence, created_at, actor_kind, actor_id, request_id, address,
  operation, object_type, object_id, changed
ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'append-only: audit_log');
END;
CREATE TRIGGER audit_log_is_sealed_once BEFORE UPDATE OF hash ON audit_log
WHEN old.hash IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append-only: audit_log');
END;

-- How far a merchant's log is sealed: without it, entries cut off at the end would not be missed.
CREATE TABLE audit_heads (
  merchant_id TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  sealed_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER audit_heads_are_kept BEFORE DELETE ON audit_heads
BEGIN
  SELECT RAISE(ABORT, 'append-only: audit_heads');
END;
CREATE TRIGGER audit_heads_move_on BEFORE UPDATE ON audit_heads
WHEN new.sequence <= old.sequence
BEGIN
  SELECT RAISE(ABORT, 'append-only: audit_heads');
END;
