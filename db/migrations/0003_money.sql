-- Money: how gateways are set up, what a merchant decides about payments, and what it owes its
-- customers as store credit and on gift cards.

CREATE TABLE gateway_settings (
  merchant_id TEXT NOT NULL,
  gateway TEXT NOT NULL CHECK (
    gateway IN ('manual', 'test', 'stripe', 'store_credit', 'gift_card')
  ),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  publishable_key TEXT,
  -- Sealed with a key that only the Worker has; and what people may see of each secret.
  secrets TEXT,
  hints TEXT NOT NULL CHECK (json_valid(hints)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, gateway)
) WITHOUT ROWID;

CREATE TABLE payment_settings (
  merchant_id TEXT PRIMARY KEY NOT NULL,
  refund_order TEXT NOT NULL CHECK (json_valid(refund_order)),
  unpaid_expires_after_minutes INTEGER NOT NULL CHECK (
    unpaid_expires_after_minutes BETWEEN 1 AND 43200
  ),
  late_payment TEXT NOT NULL CHECK (late_payment IN ('refund', 'review')),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;

-- A liability of the merchant: to a customer by e-mail, or to whoever has a gift card's code.
CREATE TABLE credit_accounts (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('store_credit', 'gift_card')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  email TEXT,
  code_hash TEXT CHECK (length(code_hash) = 64),
  hint TEXT,
  balance INTEGER NOT NULL CONSTRAINT credit_is_never_negative CHECK (balance >= 0),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  expires_at INTEGER,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id),
  CHECK ((kind = 'store_credit') = (email IS NOT NULL)),
  CHECK ((kind = 'gift_card') = (code_hash IS NOT NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX credit_accounts_by_email ON credit_accounts (merchant_id, email, currency)
  WHERE email IS NOT NULL;
CREATE UNIQUE INDEX credit_accounts_by_code ON credit_accounts (merchant_id, code_hash)
  WHERE code_hash IS NOT NULL;
CREATE INDEX credit_accounts_by_kind ON credit_accounts (merchant_id, kind, id);

-- Append-only: the balance is the sum of the entries, kept by the trigger and by nobody else.
CREATE TABLE credit_entries (
  merchant_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  type TEXT NOT NULL CHECK (type IN ('issue', 'redeem', 'release', 'refund')),
  amount INTEGER NOT NULL CHECK ((type = 'redeem') = (amount < 0) AND amount <> 0),
  operation_key TEXT NOT NULL,
  order_id TEXT,
  payment_id TEXT,
  reason TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, account_id, sequence)
) WITHOUT ROWID;
CREATE UNIQUE INDEX credit_entries_by_operation ON credit_entries (merchant_id, operation_key);
CREATE INDEX credit_entries_by_payment ON credit_entries (merchant_id, payment_id)
  WHERE payment_id IS NOT NULL;
CREATE TRIGGER credit_entries_are_the_balance AFTER INSERT ON credit_entries
BEGIN
  UPDATE credit_accounts
  SET balance = balance + NEW.amount, version = version + 1, updated_at = NEW.created_at
  WHERE merchant_id = NEW.merchant_id AND id = NEW.account_id;
END;

-- What the test gateway knows. It is a gateway's truth: orders never read it.
CREATE TABLE test_gateway_charges (
  merchant_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  token TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  status TEXT NOT NULL CHECK (
    status IN ('requires_action', 'authorized', 'voided', 'declined')
  ),
  captured INTEGER NOT NULL CHECK (captured BETWEEN 0 AND amount),
  refunded INTEGER NOT NULL CHECK (refunded BETWEEN 0 AND captured),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, payment_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX test_gateway_charges_by_reference ON test_gateway_charges (reference);
CREATE TABLE test_gateway_calls (
  merchant_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, idempotency_key)
) WITHOUT ROWID;
