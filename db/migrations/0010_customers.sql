-- Customers, one per merchant and e-mail address as it was normalized on the order. They and their
-- totals are kept by triggers: in the transaction of the order itself, so they cannot drift.

ALTER TABLE orders ADD COLUMN amount_payable INTEGER NOT NULL DEFAULT 0 CHECK (amount_payable >= 0);
ALTER TABLE orders ADD COLUMN amount_captured INTEGER NOT NULL DEFAULT 0 CHECK (amount_captured >= 0);
ALTER TABLE orders ADD COLUMN amount_refunded INTEGER NOT NULL DEFAULT 0
  CHECK (amount_refunded BETWEEN 0 AND amount_captured);

CREATE TABLE customers (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  erased_at INTEGER,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE INDEX customers_by_name ON customers (merchant_id, lower(name), id);

-- A customer may have several addresses, after a merge; an address has one customer.
CREATE TABLE customer_emails (
  merchant_id TEXT NOT NULL,
  email TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  PRIMARY KEY (merchant_id, email)
) WITHOUT ROWID;
CREATE INDEX customer_emails_by_customer ON customer_emails (merchant_id, customer_id);

-- Per address, so that a merge moves no total.
CREATE TABLE customer_totals (
  merchant_id TEXT NOT NULL,
  email TEXT NOT NULL,
  currency TEXT NOT NULL,
  orders INTEGER NOT NULL CHECK (orders >= 0),
  canceled INTEGER NOT NULL CHECK (canceled BETWEEN 0 AND orders),
  payable INTEGER NOT NULL CHECK (payable >= 0),
  captured INTEGER NOT NULL CHECK (captured >= 0),
  refunded INTEGER NOT NULL CHECK (refunded BETWEEN 0 AND captured),
  first_order_at INTEGER NOT NULL,
  last_order_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, email, currency)
) WITHOUT ROWID;

CREATE TRIGGER orders_make_customers AFTER INSERT ON orders
BEGIN
  INSERT INTO customers (
    merchant_id, id, email, name, phone, metadata, version, created_at, updated_at
  )
  SELECT NEW.merchant_id, 'cus_' || substr(NEW.id, 5), NEW.email, NEW.customer ->> '$.name',
    NEW.customer ->> '$.phone', '{}', 1, NEW.created_at, NEW.created_at
  WHERE NOT EXISTS (
    SELECT 1 FROM customer_emails WHERE merchant_id = NEW.merchant_id AND email = NEW.email
  );
  INSERT INTO customer_emails
  SELECT NEW.merchant_id, NEW.email, 'cus_' || substr(NEW.id, 5)
  WHERE NOT EXISTS (
    SELECT 1 FROM customer_emails WHERE merchant_id = NEW.merchant_id AND email = NEW.email
  );
  INSERT INTO customer_totals VALUES (
    NEW.merchant_id, NEW.email, NEW.currency, 1, NEW.status = 'canceled',
    NEW.amount_payable, NEW.amount_captured, NEW.amount_refunded, NEW.created_at, NEW.created_at
  )
  ON CONFLICT DO UPDATE SET
    orders = orders + 1,
    canceled = canceled + excluded.canceled,
    payable = payable + excluded.payable,
    captured = captured + excluded.captured,
    refunded = refunded + excluded.refunded,
    last_order_at = max(last_order_at, excluded.last_order_at);
END;

CREATE TRIGGER orders_change_totals AFTER UPDATE ON orders
WHEN NEW.email = OLD.email AND (
  (NEW.status = 'canceled') <> (OLD.status = 'canceled')
  OR NEW.amount_payable <> OLD.amount_payable
  OR NEW.amount_captured <> OLD.amount_captured
  OR NEW.amount_refunded <> OLD.amount_refunded
)
BEGIN
  UPDATE customer_totals SET
    canceled = canceled + (NEW.status = 'canceled') - (OLD.status = 'canceled'),
    payable = payable + NEW.amount_payable - OLD.amount_payable,
    captured = captured + NEW.amount_captured - OLD.amount_captured,
    refunded = refunded + NEW.amount_refunded - OLD.amount_refunded
  WHERE merchant_id = NEW.merchant_id AND email = NEW.email AND currency = NEW.currency;
END;

INSERT INTO customers
SELECT merchant_id, 'cus_' || substr(min(id), 5), email, customer ->> '$.name',
  customer ->> '$.phone', '{}', NULL, 1, min(created_at), min(created_at)
FROM orders GROUP BY merchant_id, email;
INSERT INTO customer_emails SELECT merchant_id, email, id FROM customers;
UPDATE orders SET version = version + 1,
  amount_payable = CASE WHEN status = 'canceled' THEN 0 ELSE total END
WHERE amount_payable <> CASE WHEN status = 'canceled' THEN 0 ELSE total END;
INSERT INTO customer_totals
SELECT merchant_id, email, currency, count(*), sum(status = 'canceled'), sum(amount_payable),
  sum(amount_captured), sum(amount_refunded), min(created_at), max(created_at)
FROM orders GROUP BY merchant_id, email, currency;
