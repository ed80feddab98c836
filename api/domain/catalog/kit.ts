/** Units wanted of one SKU, and of which line of the request. */
export interface Part {
  /** Index of the line in the request. */
  line: number
  sku: string
  quantity: number
  location_id: string | undefined
}

interface Wanted {
  sku: string
  quantity: number
  location_id?: string | undefined
}

/**
 * What a request wants of each stocked SKU: kits become their components, everything else stays.
 * Kits do not nest, so one step is enough.
 */
export function explode(
  lines: readonly Wanted[],
  componentsOf: (sku: string) => readonly { sku: string; quantity: number }[],
): Part[] {
  return lines.flatMap(({ sku, quantity, location_id }, line) => {
    const components = componentsOf(sku)
    if (components.length === 0) return [{ line, sku, quantity, location_id }]
    return components.map((component) => {
      return { line, sku: component.sku, quantity: quantity * component.quantity, location_id }
    })
  })
}
