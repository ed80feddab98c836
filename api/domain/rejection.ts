import type { CatalogRejection } from './catalog/rejection'
import type { PhotoRejection } from './claims/photo'
import type { FulfillmentRejection } from './fulfillments/rejection'
import type { StockRejection } from './inventory/rejection'
import type { OrderRejection } from './orders/rejection'
import type { PaymentRejection } from './payments/rejection'
import type { CustomerRejection } from './portal/customer-changes'
import type { RefundRejection } from './refunds/rejection'
import type { ReturnRejection } from './returns/rejection'

/** Every refusal the business knows, by its code. */
export type Rejection =
  | CatalogRejection
  | FulfillmentRejection
  | CustomerRejection
  | OrderRejection
  | PaymentRejection
  | PhotoRejection
  | RefundRejection
  | ReturnRejection
  | StockRejection
