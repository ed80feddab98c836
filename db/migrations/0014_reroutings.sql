-- Every further plan of an order, with the change of the order that followed it: why its units come
-- from elsewhere than the plan said that it was placed with.
CREATE TABLE order_reroutings (
  merchant_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  -- Of the order, after the change.
  version INTEGER NOT NULL,
  cause TEXT NOT NULL,
  routing TEXT NOT NULL CHECK (json_valid(routing)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, order_id, version)
) WITHOUT ROWID;
