-- Customers who are to be forgotten: what is left of them is a pseudonym, and what they were worth.

ALTER TABLE merchants ADD COLUMN retention TEXT NOT NULL 
  DEFAULT '{"customers_days":null,"mails_days":90,"jobs_days":30}'
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
      SELECT 1 FROM returns AS return
      WHERE return.merchant_id = orders.merchant_id AND return.order_id = orders.id
        AND (return.status IN ('requested', 'approved', 'in_transit', 'received')
          OR return.bonus_due IS NOT NULL)
    )
    OR EXISTS (
      SELECT 1 FROM claims AS claim
      WHERE claim.merchant_id = orders.merchant_id AND claim.order_id = orders.id
        AND claim.status = 'open'
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

-- A credit note is never changed, but for whom it names once they are to be forgotten.
DROP TRIGGER credit_notes_stay;
CREATE TRIGGER credit_notes_stay BEFORE UPDATE ON credit_notes
WHEN NEW.merchant_id <> OLD.merchant_id OR NEW.sequence <> OLD.sequence OR NEW.id <> OLD.id
  OR NEW.order_id <> OLD.order_id OR NEW.refund_id <> OLD.refund_id
  OR NEW.currency <> OLD.currency OR NEW.amount <> OLD.amount
  OR NEW.created_at <> OLD.created_at
  OR NEW.content ->> '$.customer.email' NOT LIKE '%@erased.invalid'
  OR json_remove(NEW.content, '$.customer', '$.address', '$.reason')
    <> json_remove(OLD.content, '$.customer', '$.address', '$.reason')
BEGIN
  SELECT RAISE(ABORT, 'invariant: credit_notes_stay');
END;

-- Mails are forgotten by merchant now, in the order of their ids.
DROP INDEX notifications_by_age;

-- Events are for ever: what people write about an order stays with the order.
UPDATE events SET data = json_remove(data, '$.reason')
WHERE type IN (
  'order.canceled', 'order.lines_canceled', 'refund.created', 'refund.succeeded', 'refund.failed'
);
UPDATE events SET data = json_object(
  'account_id', object_id, 'balance', data -> '$.balance', 'currency', data -> '$.currency'
) WHERE type = 'gift_card.disabled';
UPDATE events SET data = json_replace(json_remove(data, '$.decline_reason'), '$.lines', (
  SELECT json_group_array(json_remove(value, '$.reason')) FROM json_each(data, '$.lines')
)) WHERE type LIKE 'return.%';
