-- An order is one aggregate with one lock: its version. What happens to it after placement is in
-- its lines' counters, its fulfillments, payments and refunds.

ALTER TABLE orders ADD COLUMN channel_kind TEXT NOT NULL DEFAULT 'web'
  CHECK (channel_kind IN ('web', 'pos', 'marketplace', 'social', 'b2b', 'api'));
ALTER TABLE orders ADD COLUMN terms TEXT CHECK (terms IN ('on_account'));
ALTER TABLE orders ADD COLUMN holds TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(holds));
ALTER TABLE orders ADD COLUMN promise TEXT CHECK (json_valid(promise));
ALTER TABLE orders ADD COLUMN expires_at INTEGER;
CREATE INDEX orders_expiring ON orders (expires_at, merchant_id, id) WHERE expires_at IS NOT NULL;

-- Whoever changes an order saw the version before: a change made from an older one undoes its batch.
CREATE TRIGGER orders_change_in_turn BEFORE UPDATE ON orders
WHEN NEW.version <> OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'invariant: orders_change_in_turn');
END;

ALTER TABLE order_lines ADD COLUMN components TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(components));
ALTER TABLE order_lines ADD COLUMN ship_after INTEGER;
ALTER TABLE order_lines ADD COLUMN ship_by INTEGER;
ALTER TABLE order_lines ADD COLUMN quantity_canceled INTEGER NOT NULL DEFAULT 0
  CHECK (quantity_canceled BETWEEN 0 AND quantity);
ALTER TABLE order_lines ADD COLUMN quantity_backordered INTEGER NOT NULL DEFAULT 0
  CHECK (quantity_backordered BETWEEN 0 AND quantity);
ALTER TABLE order_lines ADD COLUMN quantity_fulfilled INTEGER NOT NULL DEFAULT 0
  CHECK (quantity_fulfilled BETWEEN 0 AND quantity - quantity_canceled);
ALTER TABLE order_lines ADD COLUMN quantity_returned INTEGER NOT NULL DEFAULT 0
  CHECK (quantity_returned BETWEEN 0 AND quantity_fulfilled);
ALTER TABLE order_lines ADD COLUMN quantity_refunded INTEGER NOT NULL DEFAULT 0
  CHECK (quantity_refunded BETWEEN 0 AND quantity);

-- Which attempt pinned the units: tasks name it to the stock object. Units that left stay counted.
CREATE TABLE allocations_by_attempt (
  merchant_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  sku TEXT NOT NULL,
  location_id TEXT NOT NULL,
  attempt_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  quantity_dispatched INTEGER NOT NULL CHECK (quantity_dispatched BETWEEN 0 AND quantity),
  PRIMARY KEY (merchant_id, order_id, position, sku, location_id, attempt_id)
) WITHOUT ROWID;
INSERT INTO allocations_by_attempt
  SELECT merchant_id, order_id, position, sku, location_id,
    (SELECT attempt_id FROM orders
      WHERE orders.merchant_id = allocations.merchant_id AND orders.id = allocations.order_id),
    quantity, 0
  FROM allocations;
DROP TABLE allocations;
ALTER TABLE allocations_by_attempt RENAME TO allocations;

CREATE TABLE fulfillments (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('ship', 'pickup', 'pos')),
  status TEXT NOT NULL CHECK (
    status IN (
      'open', 'accepted', 'picking', 'packed', 'shipped', 'delivered', 'on_hold',
      'rejected', 'canceled', 'ready_for_pickup', 'picked_up'
    )
  ),
  held_from TEXT,
  holds TEXT NOT NULL CHECK (json_valid(holds)),
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  ship_after INTEGER,
  ship_by INTEGER,
  packages TEXT NOT NULL CHECK (json_valid(packages)),
  tracking TEXT CHECK (json_valid(tracking)),
  details TEXT NOT NULL CHECK (json_valid(details)),
  milestones TEXT NOT NULL CHECK (json_valid(milestones)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id),
  CHECK ((held_from IS NOT NULL) = (status = 'on_hold'))
) WITHOUT ROWID;
CREATE INDEX fulfillments_by_order ON fulfillments (merchant_id, order_id);

CREATE TABLE payments (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  gateway TEXT NOT NULL,
  status TEXT NOT NULL CHECK (
    status IN (
      'pending', 'requires_action', 'authorized', 'partially_captured', 'captured',
      'voided', 'failed', 'expired'
    )
  ),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  authorized INTEGER NOT NULL CHECK (authorized BETWEEN 0 AND amount),
  captured INTEGER NOT NULL CHECK (captured BETWEEN 0 AND amount),
  refunded INTEGER NOT NULL CHECK (refunded BETWEEN 0 AND captured),
  reference TEXT,
  details TEXT NOT NULL CHECK (json_valid(details)),
  operations TEXT NOT NULL CHECK (json_valid(operations)),
  attention_at INTEGER,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE INDEX payments_by_order ON payments (merchant_id, order_id);
CREATE UNIQUE INDEX payments_by_reference ON payments (merchant_id, gateway, reference)
  WHERE reference IS NOT NULL;
CREATE INDEX payments_waiting ON payments (attention_at, merchant_id, id)
  WHERE attention_at IS NOT NULL;

CREATE TABLE refunds (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  shipping INTEGER NOT NULL CHECK (shipping >= 0),
  goodwill INTEGER NOT NULL CHECK (goodwill >= 0),
  reason TEXT NOT NULL,
  restock TEXT NOT NULL CHECK (json_valid(restock)),
  tenders TEXT NOT NULL CHECK (json_valid(tenders)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE INDEX refunds_by_order ON refunds (merchant_id, order_id);

-- Events of an order and its parts are found by the order; they need no lock of their own.
ALTER TABLE events ADD COLUMN order_id TEXT;
UPDATE events SET order_id = object_id WHERE object_type = 'order';
DROP INDEX events_by_object;
CREATE UNIQUE INDEX events_by_object ON events (merchant_id, object_type, object_id, version)
  WHERE order_id IS NULL;
CREATE INDEX events_by_order ON events (merchant_id, order_id, sequence)
  WHERE order_id IS NOT NULL;
