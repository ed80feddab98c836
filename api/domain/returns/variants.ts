/**
 * What all SKU codes of one product begin with, as `TSHIRT-` of `TSHIRT-M`; undefined for a code
 * that has no parts. A guess by which items are offered first, and nothing more.
 */
export function productStem(sku: string): string | undefined {
  const [, stem] = /^(.*[A-Za-z0-9][-._])[^-._]+$/.exec(sku) ?? []
  return stem
}
