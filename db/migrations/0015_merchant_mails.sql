-- Merchants are mailed when a webhook of theirs is disabled: to this address, if they give one.
ALTER TABLE merchants ADD COLUMN contact_email TEXT;

-- As before, and `webhook_endpoint.disabled`.
DROP TRIGGER events_to_mail_noted;
CREATE TRIGGER events_to_mail_noted AFTER INSERT ON events
WHEN new.type IN (
  'order.placed',
  'fulfillment.shipped',
  'fulfillment.delivered',
  'return.approved',
  'return.received',
  'refund.succeeded',
  'withdrawal.confirmed',
  'webhook_endpoint.disabled'
) OR (
  new.type = 'fulfillment.tracked'
  AND new.data ->> '$.tracking_status' IN ('out_for_delivery', 'exception')
)
BEGIN
  INSERT OR IGNORE INTO events_to_mail (merchant_id, sequence, next_attempt_at)
  VALUES (new.merchant_id, new.sequence, 0);
END;
