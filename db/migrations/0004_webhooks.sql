-- Where events are sent, and where the old ones are kept.

CREATE TABLE webhook_endpoints (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  url TEXT NOT NULL CHECK (length(url) <= 2048),
  events TEXT NOT NULL CHECK (json_valid(events)),
  description TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (payload IN ('full', 'thin')),
  status TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
  disabled_reason TEXT CHECK (disabled_reason IN ('merchant', 'gone', 'exhausted')),
  disabled_at INTEGER,
  secrets TEXT NOT NULL CHECK (json_array_length(secrets) >= 1),
  cursor INTEGER NOT NULL CHECK (cursor >= 0),
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id),
  CHECK ((status = 'disabled') = (disabled_reason IS NOT NULL)),
  CHECK ((status = 'disabled') = (disabled_at IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX webhook_endpoints_enabled ON webhook_endpoints (merchant_id, id, cursor)
  WHERE status = 'enabled';

CREATE TABLE event_archives (
  merchant_id TEXT NOT NULL,
  first_sequence INTEGER NOT NULL CHECK (first_sequence >= 1),
  last_sequence INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  file TEXT NOT NULL,
  types TEXT NOT NULL CHECK (json_valid(types)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, first_sequence)
) WITHOUT ROWID;

-- Each file goes on where the one before ends.
CREATE TRIGGER event_archives_follow BEFORE INSERT ON event_archives
WHEN new.first_sequence <> 1 + COALESCE(
  (SELECT last_sequence FROM event_archives
    WHERE merchant_id = new.merchant_id ORDER BY first_sequence DESC LIMIT 1), 0)
BEGIN
  SELECT RAISE(ABORT, 'invariant: event_archives_follow');
END;

-- The newest event stays: the next one is numbered from it.
CREATE TRIGGER events_keep_newest BEFORE DELETE ON events
WHEN NOT EXISTS (
  SELECT 1 FROM events WHERE merchant_id = old.merchant_id AND sequence > old.sequence
)
BEGIN
  SELECT RAISE(ABORT, 'invariant: events_keep_newest');
END;
