-- Where orders are sent from: what locations cost and can take, the rules of each merchant, and
-- with every order the plan it was placed with.

ALTER TABLE locations ADD COLUMN parcel_cost INTEGER NOT NULL DEFAULT 0 CHECK (parcel_cost >= 0);
ALTER TABLE locations ADD COLUMN cost_per_kg INTEGER NOT NULL DEFAULT 0 CHECK (cost_per_kg >= 0);
ALTER TABLE locations ADD COLUMN capacity_per_day INTEGER CHECK (capacity_per_day >= 0);
ALTER TABLE locations ADD COLUMN holidays TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(holidays));

CREATE TABLE routing_settings (
  merchant_id TEXT PRIMARY KEY NOT NULL,
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  max_splits INTEGER CHECK (max_splits >= 1),
  min_split_value INTEGER CHECK (min_split_value >= 1),
  transit TEXT NOT NULL CHECK (json_valid(transit)),
  carrier_holidays TEXT NOT NULL CHECK (json_valid(carrier_holidays)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE order_routings (
  merchant_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  routing TEXT NOT NULL CHECK (json_valid(routing)),
  -- What it was planned from, for a replay: no address, only a country and a point.
  basis TEXT NOT NULL CHECK (json_valid(basis)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, order_id)
) WITHOUT ROWID;

-- Orders that a location with a capacity was given on one of its days: never more than it takes.
CREATE TABLE location_days (
  merchant_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  day TEXT NOT NULL,
  orders INTEGER NOT NULL CHECK (orders >= 0),
  capacity INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, location_id, day),
  CONSTRAINT location_capacity CHECK (orders <= capacity)
) WITHOUT ROWID;

CREATE TABLE routing_simulations (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  placed_after INTEGER NOT NULL,
  placed_before INTEGER NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
