-- The first schema: generated from db/schema, then edited by hand.
-- Rows are looked up by their whole primary key or a prefix of it, so tables are WITHOUT ROWID:
-- the primary key is the table. CHECKs repeat what the domain promises.

CREATE TABLE merchants (
  id TEXT PRIMARY KEY NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  country TEXT NOT NULL CHECK (length(country) = 2),
  time_zone TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX merchants_slug_unique ON merchants (slug);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  merchant_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('secret', 'publishable')),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  hint TEXT NOT NULL CHECK (length(hint) = 4),
  name TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  origins TEXT NOT NULL CHECK (json_valid(origins)),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX api_keys_hash_unique ON api_keys (hash);
CREATE INDEX api_keys_by_merchant ON api_keys (merchant_id, id);

CREATE TABLE skus (
  merchant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  price INTEGER CHECK (price >= 0),
  cost INTEGER CHECK (cost >= 0),
  currency TEXT CHECK (length(currency) = 3),
  barcode TEXT,
  weight_grams INTEGER CHECK (weight_grams >= 0),
  length_mm INTEGER CHECK (length_mm >= 0),
  width_mm INTEGER CHECK (width_mm >= 0),
  height_mm INTEGER CHECK (height_mm >= 0),
  hs_code TEXT,
  country_of_origin TEXT CHECK (length(country_of_origin) = 2),
  image_url TEXT,
  returnable INTEGER NOT NULL CHECK (returnable IN (0, 1)),
  final_sale INTEGER NOT NULL CHECK (final_sale IN (0, 1)),
  components TEXT NOT NULL CHECK (json_valid(components)),
  backorder TEXT NOT NULL CHECK (json_valid(backorder)),
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sku),
  CHECK (currency IS NOT NULL OR (price IS NULL AND cost IS NULL))
) WITHOUT ROWID;

CREATE TABLE kit_components (
  merchant_id TEXT NOT NULL,
  component_sku TEXT NOT NULL,
  kit_sku TEXT NOT NULL,
  PRIMARY KEY (merchant_id, component_sku, kit_sku),
  CHECK (component_sku <> kit_sku)
) WITHOUT ROWID;

-- Kits are made of SKUs that exist and are no kits, also when two writers meet.
CREATE TRIGGER kit_components_exist BEFORE INSERT ON kit_components
WHEN NOT EXISTS (
  SELECT 1 FROM skus
  WHERE merchant_id = new.merchant_id AND sku = new.component_sku AND components = '[]'
)
BEGIN
  SELECT RAISE(ABORT, 'invariant: kit_components_exist');
END;
CREATE TRIGGER components_stay_simple BEFORE UPDATE OF components ON skus
WHEN new.components <> '[]' AND EXISTS (
  SELECT 1 FROM kit_components
  WHERE merchant_id = new.merchant_id AND component_sku = new.sku
)
BEGIN
  SELECT RAISE(ABORT, 'invariant: components_stay_simple');
END;
CREATE TRIGGER components_stay BEFORE DELETE ON skus
WHEN EXISTS (
  SELECT 1 FROM kit_components
  WHERE merchant_id = old.merchant_id AND component_sku = old.sku
)
BEGIN
  SELECT RAISE(ABORT, 'invariant: components_stay');
END;

CREATE TABLE locations (
  merchant_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('warehouse', 'store', 'third_party', 'dropship')),
  address TEXT NOT NULL CHECK (json_valid(address)),
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  ships INTEGER NOT NULL CHECK (ships IN (0, 1)),
  pickup INTEGER NOT NULL CHECK (pickup IN (0, 1)),
  priority INTEGER NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  time_zone TEXT,
  cutoff TEXT,
  handling_days INTEGER NOT NULL CHECK (handling_days >= 0),
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, location_id),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
) WITHOUT ROWID;

CREATE TABLE channels (
  merchant_id TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('web', 'pos', 'marketplace', 'social', 'b2b', 'api')),
  location_ids TEXT CHECK (json_valid(location_ids)),
  buffer INTEGER NOT NULL CHECK (buffer >= 0),
  cap INTEGER CHECK (cap >= 0),
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, channel_id)
) WITHOUT ROWID;

CREATE TABLE events (
  merchant_id TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  data TEXT NOT NULL CHECK (json_valid(data)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sequence)
) WITHOUT ROWID;
CREATE UNIQUE INDEX events_by_object ON events (merchant_id, object_type, object_id, version);

CREATE TABLE stock_levels (
  merchant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  location_id TEXT NOT NULL,
  on_hand INTEGER NOT NULL,
  reserved INTEGER NOT NULL CHECK (reserved >= 0),
  committed INTEGER NOT NULL CHECK (committed >= 0),
  damaged INTEGER NOT NULL CHECK (damaged >= 0),
  quality_control INTEGER NOT NULL CHECK (quality_control >= 0),
  safety_stock INTEGER NOT NULL CHECK (safety_stock >= 0),
  incoming INTEGER NOT NULL CHECK (incoming >= 0),
  available INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  as_of INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sku, location_id),
  CHECK (
    available = on_hand - reserved - committed - damaged - quality_control - safety_stock
  )
) WITHOUT ROWID;
CREATE INDEX stock_levels_by_location ON stock_levels (merchant_id, location_id, sku);

CREATE TABLE stock_movements (
  merchant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  location_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  subject_id TEXT NOT NULL,
  reason TEXT,
  reference TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, sku, sequence),
  CHECK (from_account <> to_account)
) WITHOUT ROWID;

CREATE TABLE attempt_outcomes (
  attempt_id TEXT PRIMARY KEY NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('placed', 'aborted')),
  order_id TEXT,
  created_at INTEGER NOT NULL,
  CHECK ((outcome = 'placed') = (order_id IS NOT NULL))
) WITHOUT ROWID;

CREATE TABLE stock_tasks (
  merchant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  operation_id TEXT NOT NULL,
  task TEXT NOT NULL CHECK (json_valid(task)),
  created_at INTEGER NOT NULL,
  applied_at INTEGER,
  PRIMARY KEY (merchant_id, sku, sequence)
) WITHOUT ROWID;
CREATE UNIQUE INDEX stock_tasks_by_operation ON stock_tasks (merchant_id, sku, operation_id);
CREATE INDEX stock_tasks_waiting ON stock_tasks (created_at, merchant_id, sku)
  WHERE applied_at IS NULL;

CREATE TABLE orders (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'open', 'on_hold', 'canceled', 'closed')),
  payment_status TEXT NOT NULL CHECK (
    payment_status IN (
      'pending', 'authorized', 'partially_paid', 'paid',
      'partially_refunded', 'refunded', 'voided'
    )
  ),
  fulfillment_status TEXT NOT NULL CHECK (
    fulfillment_status IN (
      'unfulfilled', 'partially_fulfilled', 'fulfilled',
      'delivered', 'partially_returned', 'returned'
    )
  ),
  channel TEXT NOT NULL,
  external_id TEXT,
  request_hash TEXT NOT NULL,
  reservation_id TEXT,
  attempt_id TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  subtotal INTEGER NOT NULL CHECK (subtotal >= 0),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND subtotal),
  tax INTEGER NOT NULL CHECK (tax >= shipping_tax),
  shipping_service TEXT,
  shipping_amount INTEGER NOT NULL CHECK (shipping_amount >= 0),
  shipping_tax INTEGER NOT NULL CHECK (shipping_tax >= 0),
  total INTEGER NOT NULL CHECK (total = subtotal - discount + tax + shipping_amount),
  email TEXT NOT NULL,
  customer TEXT NOT NULL CHECK (json_valid(customer)),
  shipping_address TEXT CHECK (json_valid(shipping_address)),
  billing_address TEXT CHECK (json_valid(billing_address)),
  delivery TEXT NOT NULL CHECK (json_valid(delivery)),
  cancel_reason TEXT,
  cancel_note TEXT,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX orders_by_number ON orders (merchant_id, number);
CREATE UNIQUE INDEX orders_by_external_id ON orders (merchant_id, channel, external_id)
  WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX orders_by_reservation ON orders (merchant_id, reservation_id)
  WHERE reservation_id IS NOT NULL;
CREATE INDEX orders_by_email ON orders (merchant_id, email, id);
CREATE INDEX orders_by_status ON orders (merchant_id, status, id);

CREATE TABLE order_lines (
  merchant_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  id TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
  subtotal INTEGER NOT NULL CHECK (subtotal = unit_price * quantity),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND subtotal),
  tax INTEGER NOT NULL CHECK (tax >= 0),
  total INTEGER NOT NULL CHECK (total = subtotal - discount + tax),
  properties TEXT NOT NULL CHECK (json_valid(properties)),
  PRIMARY KEY (merchant_id, order_id, position)
) WITHOUT ROWID;

CREATE TABLE allocations (
  merchant_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  sku TEXT NOT NULL,
  location_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  PRIMARY KEY (merchant_id, order_id, position, sku, location_id)
) WITHOUT ROWID;

-- With a rowid: rows are appended in order of age and forgotten oldest first.
CREATE TABLE idempotency_keys (
  id INTEGER PRIMARY KEY NOT NULL,
  merchant_id TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER CHECK (status BETWEEN 200 AND 499),
  body TEXT CHECK (json_valid(body)),
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX idempotency_keys_by_key ON idempotency_keys (merchant_id, route, key);

CREATE TABLE deployment_facts (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;
