-- Customers who are to be forgotten: what is left of them is a pseudonym, and what they were worth.

ALTER TABLE merchants ADD COLUMN retention TEXT NOT NULL DEFAULT '{"customers_days":null}'
  CHECK (json_valid(retention));
CREATE INDEX merchants_retaining ON merchants (id) WHERE retention ->> '$.customers_days' IS NOT NULL;

CREATE TABLE erasures (
  merchant_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  -- Addresses and orders that are still to be erased; none once all are.
  pending TEXT CHECK (json_valid(pending)),
  orders INTEGER NOT NULL CHECK (orders >= 0),
  requested_at INTEGER NOT NULL,
  completed_at INTEGER,
  PRIMARY KEY (merchant_id, customer_id),
  CHECK ((pending IS NULL) = (completed_at IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX erasures_running ON erasures (merchant_id, customer_id) WHERE completed_at IS NULL;

-- Whoever still waits for a parcel, or for money, or owes some, is not forgotten yet.
CREATE TRIGGER erasures_wait_for_orders BEFORE INSERT ON erasures
WHEN EXISTS (
  SELECT 1 FROM json_each(NEW.pending, '$.orders') AS asked
  JOIN orders ON orders.merchant_id = NEW.merchant_id AND orders.id = asked.value
  WHERE orders.status <> 'canceled' AND orders.amount_payable > orders.amount_captured
    OR orders.amount_captured - orders.amount_refunded > orders.amount_payable
    OR orders.status <> 'canceled' AND EXISTS (
      SELECT 1 FROM order_lines AS line
      WHERE line.merchant_id = orders.merchant_id AND line.order_id = orders.id
        AND line.quantity_fulfilled + line.quantity_canceled < line.quantity
    )
    OR EXISTS (
      SELECT 1 FROM payments AS payment
      WHERE payment.merchant_id = orders.merchant_id AND payment.order_id = orders.id
        AND payment.status IN ('pending', 'requires_action', 'authorized', 'partially_captured')
    )
    OR EXISTS (
      SELECT 1 FROM refunds AS refund
      WHERE refund.merchant_id = orders.merchant_id AND refund.order_id = orders.id
        AND refund.status = 'pending'
    )
)
BEGIN
  SELECT RAISE(ABORT, 'invariant: erasures_wait_for_orders');
END;

-- An order that goes to another address takes along what it came to: totals equal a recount.
CREATE TRIGGER orders_move_totals AFTER UPDATE OF email ON orders
WHEN NEW.email <> OLD.email
BEGIN
  UPDATE customer_totals SET
    orders = orders - 1,
    canceled = canceled - (OLD.status = 'canceled'),
    payable = payable - OLD.amount_payable,
    captured = captured - OLD.amount_captured,
    refunded = refunded - OLD.amount_refunded
  WHERE merchant_id = OLD.merchant_id AND email = OLD.email AND currency = OLD.currency;
  DELETE FROM customer_totals
  WHERE merchant_id = OLD.merchant_id AND email = OLD.email AND currency = OLD.currency
    AND orders = 0;
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
    first_order_at = min(first_order_at, excluded.first_order_at),
    last_order_at = max(last_order_at, excluded.last_order_at);
END;
