import type { CatalogRejection } from './catalog/rejection'
import type { StockRejection } from './inventory/rejection'
import type { OrderRejection } from './orders/rejection'
import type { CustomerRejection } from './portal/customer-changes'

/** Every refusal the business knows, by its code. */
export type Rejection = CatalogRejection | CustomerRejection | OrderRejection | StockRejection
