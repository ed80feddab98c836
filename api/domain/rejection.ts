import type { CatalogRejection } from './catalog/rejection'
import type { FulfillmentRejection } from './fulfillments/rejection'
import type { StockRejection } from './inventory/rejection'
import type { OrderRejection } from './orders/rejection'

/** Every refusal the business knows, by its code. */
export type Rejection = CatalogRejection | FulfillmentRejection | OrderRejection | StockRejection
