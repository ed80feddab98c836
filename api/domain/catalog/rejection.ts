/** What a field of the request names that is not there, or must not be there. */
interface Complaint {
  pointer: string
  detail: string
}

export type CatalogRejection =
  | { code: 'unknown_sku'; sku: string; errors: readonly Complaint[] }
  | { code: 'unknown_location'; location_id: string; errors: readonly Complaint[] }
  | { code: 'invalid_components'; errors: readonly Complaint[] }
  | { code: 'sku_in_use'; used_by: 'stock' | 'orders' | 'kits' }
  | { code: 'limit_reached'; limit: number }
  | { code: 'slug_taken' }
