-- Fulfillment: work lists, pick lists, pickups that expire, parcels found by their number, and the
-- queue of what was sold and is not there yet.

ALTER TABLE orders ADD COLUMN ship_complete INTEGER NOT NULL DEFAULT 0 CHECK (ship_complete IN (0, 1));

ALTER TABLE fulfillments ADD COLUMN pick_list_id TEXT;
ALTER TABLE fulfillments ADD COLUMN expires_at INTEGER;
-- Work lists are in the order of `ship_by`; what has none comes last.
ALTER TABLE fulfillments ADD COLUMN due INTEGER
  GENERATED ALWAYS AS (COALESCE(ship_by, 9007199254740991)) VIRTUAL;
ALTER TABLE fulfillments ADD COLUMN tracking_number TEXT
  GENERATED ALWAYS AS (tracking ->> '$.tracking_number') VIRTUAL;
CREATE INDEX fulfillments_work ON fulfillments (merchant_id, location_id, status, due, id);
CREATE INDEX fulfillments_by_status ON fulfillments (merchant_id, status, due, id);
CREATE INDEX fulfillments_by_location ON fulfillments (merchant_id, location_id, id);
CREATE INDEX fulfillments_by_pick_list ON fulfillments (merchant_id, pick_list_id, id)
  WHERE pick_list_id IS NOT NULL;
CREATE INDEX fulfillments_by_tracking_number ON fulfillments (merchant_id, tracking_number, id)
  WHERE tracking_number IS NOT NULL;
CREATE INDEX fulfillments_overdue ON fulfillments (expires_at, merchant_id, id)
  WHERE status = 'ready_for_pickup' AND expires_at IS NOT NULL;

CREATE INDEX skus_by_barcode ON skus (merchant_id, barcode) WHERE barcode IS NOT NULL;

CREATE TABLE pick_lists (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('picking', 'completed')),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE TRIGGER pick_lists_change_in_turn BEFORE UPDATE ON pick_lists
WHEN NEW.version <> OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'invariant: pick_lists_change_in_turn');
END;

-- What was scanned; what has to be is in the fulfillments that were claimed for the list.
CREATE TABLE pick_list_scans (
  merchant_id TEXT NOT NULL,
  pick_list_id TEXT NOT NULL,
  fulfillment_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  PRIMARY KEY (merchant_id, pick_list_id, fulfillment_id, line_id, sku)
) WITHOUT ROWID;

-- Units that orders wait for: derived from their lines and allocations, written in the same batch.
-- First in is first out: ids of orders are in the order of placement.
CREATE TABLE backorders (
  merchant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  -- 1: accepted at placement, within the SKU's limit; 0: what a location could not send after all.
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sku, order_id, position)
) WITHOUT ROWID;

-- How much waits per SKU, and since when there may be something to fill it with.
CREATE TABLE backorder_counts (
  merchant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  due_at INTEGER,
  PRIMARY KEY (merchant_id, sku)
) WITHOUT ROWID;
CREATE INDEX backorder_counts_due ON backorder_counts (due_at, merchant_id, sku)
  WHERE due_at IS NOT NULL;

-- The limit holds however many orders are placed at once: the batch that exceeds it fails.
CREATE TRIGGER backorders_are_counted AFTER INSERT ON backorders
BEGIN
  INSERT INTO backorder_counts VALUES (NEW.merchant_id, NEW.sku, NEW.quantity, NEW.created_at)
    ON CONFLICT DO UPDATE SET
      quantity = quantity + excluded.quantity,
      due_at = COALESCE(due_at, excluded.due_at);
  SELECT RAISE(ABORT, 'limit: backorders')
  WHERE NEW.accepted = 1 AND (
    SELECT quantity FROM backorder_counts WHERE merchant_id = NEW.merchant_id AND sku = NEW.sku
  ) > (
    SELECT CASE backorder ->> '$.policy'
      WHEN 'deny' THEN 0
      ELSE COALESCE(backorder ->> '$.limit', 9007199254740991)
    END
    FROM skus WHERE merchant_id = NEW.merchant_id AND sku = NEW.sku
  );
END;
CREATE TRIGGER backorders_are_recounted AFTER UPDATE OF quantity ON backorders
BEGIN
  UPDATE backorder_counts SET quantity = quantity + NEW.quantity - OLD.quantity
  WHERE merchant_id = NEW.merchant_id AND sku = NEW.sku;
END;
CREATE TRIGGER backorders_are_discounted AFTER DELETE ON backorders
BEGIN
  UPDATE backorder_counts SET quantity = quantity - OLD.quantity
  WHERE merchant_id = OLD.merchant_id AND sku = OLD.sku;
  DELETE FROM backorder_counts
  WHERE merchant_id = OLD.merchant_id AND sku = OLD.sku AND quantity = 0;
END;

-- Units that become available are news for who waits for them: each entry of the ledger is told
-- once, while levels may rise and fall between two looks.
CREATE TRIGGER stock_movements_bring_units AFTER INSERT ON stock_movements
WHEN NEW.to_account = 'available'
BEGIN
  UPDATE backorder_counts SET due_at = NEW.created_at
  WHERE merchant_id = NEW.merchant_id AND sku = NEW.sku;
END;
