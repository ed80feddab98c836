-- What comes after delivery: returns, claims and withdrawals are parts of an order, under its lock.

-- Frozen at placement: the market whose policies hold, and how each SKU was marked.
ALTER TABLE orders ADD COLUMN placed_country TEXT;
ALTER TABLE order_lines ADD COLUMN returnable INTEGER NOT NULL DEFAULT 1 CHECK (returnable IN (0, 1));
ALTER TABLE order_lines ADD COLUMN final_sale INTEGER NOT NULL DEFAULT 0 CHECK (final_sale IN (0, 1));
ALTER TABLE refunds ADD COLUMN deduction INTEGER NOT NULL DEFAULT 0 CHECK (deduction >= 0);

-- A version is never changed: what was in force when an order was placed can always be found.
CREATE TABLE return_policies (
  merchant_id TEXT NOT NULL,
  market TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  countries TEXT NOT NULL CHECK (json_valid(countries)),
  policy TEXT NOT NULL CHECK (json_valid(policy)),
  effective_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, market, version)
) WITHOUT ROWID;
CREATE TRIGGER return_policies_stay BEFORE UPDATE ON return_policies
BEGIN
  SELECT RAISE(ABORT, 'invariant: return_policies_stay');
END;

CREATE TABLE returns (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL CHECK (
    status IN (
      'requested', 'approved', 'in_transit', 'received', 'completed',
      'declined', 'canceled', 'expired'
    )
  ),
  origin TEXT NOT NULL CHECK (origin IN ('request', 'withdrawal')),
  resolution TEXT NOT NULL CHECK (resolution IN ('refund', 'store_credit', 'exchange')),
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  market TEXT NOT NULL,
  policy_version INTEGER NOT NULL CHECK (policy_version >= 0),
  policy TEXT NOT NULL CHECK (json_valid(policy)),
  quote TEXT NOT NULL CHECK (json_valid(quote)),
  exchange TEXT CHECK (json_valid(exchange)),
  parcels TEXT NOT NULL CHECK (json_valid(parcels)),
  fee_charged INTEGER NOT NULL CHECK (fee_charged >= 0),
  bonus_due INTEGER CHECK (bonus_due > 0),
  deadline INTEGER,
  expires_at INTEGER,
  decline_reason TEXT,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id),
  CHECK ((exchange IS NOT NULL) = (resolution = 'exchange')),
  CHECK (expires_at IS NULL OR status IN ('approved', 'in_transit'))
) WITHOUT ROWID;
CREATE INDEX returns_by_order ON returns (merchant_id, order_id);
CREATE UNIQUE INDEX returns_by_number ON returns (merchant_id, number);
CREATE INDEX returns_by_status ON returns (merchant_id, status, id);
CREATE INDEX returns_expiring ON returns (expires_at, merchant_id, id)
  WHERE expires_at IS NOT NULL;

CREATE INDEX returns_bonus_due ON returns (bonus_due, merchant_id, id)
  WHERE bonus_due IS NOT NULL;

-- More arrived than was authorized.
CREATE TABLE return_exceptions (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  return_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  disposition TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'resolved')),
  note TEXT,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (merchant_id, id),
  CHECK ((resolved_at IS NOT NULL) = (status = 'resolved'))
) WITHOUT ROWID;
CREATE INDEX return_exceptions_by_status ON return_exceptions (merchant_id, status, id);

CREATE TABLE claims (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'approved', 'declined', 'canceled')),
  type TEXT NOT NULL CHECK (type IN ('damaged', 'missing', 'wrong_item', 'other')),
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  description TEXT NOT NULL,
  photos TEXT NOT NULL CHECK (json_valid(photos) AND json_array_length(photos) <= 5),
  resolution TEXT CHECK (resolution IN ('refund', 'store_credit', 'replacement')),
  refund_id TEXT,
  line_ids TEXT NOT NULL CHECK (json_valid(line_ids)),
  decline_reason TEXT,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id),
  CHECK ((resolution IS NOT NULL) = (status = 'approved'))
) WITHOUT ROWID;
CREATE INDEX claims_by_order ON claims (merchant_id, order_id);
CREATE INDEX claims_by_status ON claims (merchant_id, status, id);

CREATE TABLE withdrawals (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('confirmed')),
  name TEXT NOT NULL,
  contact TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  unsent TEXT NOT NULL CHECK (json_valid(unsent)),
  return_id TEXT,
  statement TEXT NOT NULL,
  deadline INTEGER,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE INDEX withdrawals_by_order ON withdrawals (merchant_id, order_id);

-- Numbered without gaps inside the batch that issues them; a refund is credited once.
CREATE TABLE credit_notes (
  merchant_id TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  refund_id TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  content TEXT NOT NULL CHECK (json_valid(content)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sequence)
) WITHOUT ROWID;
CREATE UNIQUE INDEX credit_notes_by_id ON credit_notes (merchant_id, id);
CREATE UNIQUE INDEX credit_notes_by_refund ON credit_notes (merchant_id, refund_id);
CREATE TRIGGER credit_notes_stay BEFORE UPDATE ON credit_notes
BEGIN
  SELECT RAISE(ABORT, 'invariant: credit_notes_stay');
END;
CREATE TRIGGER credit_notes_remain BEFORE DELETE ON credit_notes
BEGIN
  SELECT RAISE(ABORT, 'invariant: credit_notes_remain');
END;
