-- The customer portal: links that are mailed, the sessions they become, and every mail that is sent.

-- A mailed link, by the hash of its token. `session_hash` says which session used it: one can.
CREATE TABLE portal_links (
  merchant_id TEXT NOT NULL,
  token_hash TEXT NOT NULL CHECK (length(token_hash) = 43),
  order_id TEXT NOT NULL,
  session_hash TEXT CHECK (length(session_hash) = 43),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
  PRIMARY KEY (merchant_id, token_hash)
) WITHOUT ROWID;
CREATE INDEX portal_links_by_expiry ON portal_links (expires_at);

CREATE TABLE portal_sessions (
  merchant_id TEXT NOT NULL,
  token_hash TEXT NOT NULL CHECK (length(token_hash) = 43),
  order_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
  PRIMARY KEY (merchant_id, token_hash)
) WITHOUT ROWID;
CREATE INDEX portal_sessions_by_expiry ON portal_sessions (expires_at);

-- How the portal and the mails of a merchant look.
CREATE TABLE portal_themes (
  merchant_id TEXT PRIMARY KEY NOT NULL,
  accent_color TEXT CHECK (accent_color GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  logo BLOB,
  logo_type TEXT CHECK (logo_type IN ('image/png', 'image/jpeg', 'image/webp')),
  language TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((logo IS NULL) = (logo_type IS NULL))
) WITHOUT ROWID;

-- Every mail. One per cause, template and recipient, however often its cause is looked at.
CREATE TABLE notifications (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  template TEXT NOT NULL,
  recipient TEXT NOT NULL,
  order_id TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  error TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  PRIMARY KEY (merchant_id, id),
  UNIQUE (merchant_id, cause_id, template, recipient)
) WITHOUT ROWID;
CREATE INDEX notifications_by_recipient ON notifications (merchant_id, recipient, id);
CREATE INDEX notifications_waiting ON notifications (next_attempt_at) WHERE status = 'pending';
CREATE INDEX notifications_by_age ON notifications (created_at);

-- Events that customers are to be told of, until their mails are written. Filled in the transaction
-- of the event itself, so that no event is missed and none that nobody is mailed about is looked at.
CREATE TABLE events_to_mail (
  merchant_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sequence)
) WITHOUT ROWID;
CREATE INDEX events_to_mail_waiting ON events_to_mail (next_attempt_at, merchant_id, sequence);

CREATE TRIGGER events_to_mail_noted AFTER INSERT ON events
WHEN new.type IN (
  'order.placed',
  'fulfillment.shipped',
  'fulfillment.delivered',
  'return.approved',
  'return.received',
  'refund.succeeded',
  'withdrawal.confirmed'
) OR (
  new.type = 'fulfillment.tracked'
  AND new.data ->> '$.tracking_status' IN ('out_for_delivery', 'exception')
)
BEGIN
  INSERT OR IGNORE INTO events_to_mail (merchant_id, sequence, next_attempt_at)
  VALUES (new.merchant_id, new.sequence, 0);
END;
