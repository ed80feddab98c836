import { err, ok, type Result } from '../shared/result'
import type { CatalogRejection } from './rejection'

interface Component {
  sku: string
  quantity: number
}

/** What the catalogue says about the SKU and those it names. */
export interface KitContext {
  /** The named SKUs that exist; true for those that are kits. */
  known: ReadonlyMap<string, boolean>
  /** Whether the SKU is a component of some kit. */
  is_component: boolean
}

/**
 * Whether a SKU may be made of these: each exists, is no kit, is not the SKU itself, and is named
 * once. Kits do not nest, so what is a component never becomes a kit.
 */
export function checkComponents(
  sku: string,
  components: readonly Component[],
  { known, is_component }: KitContext,
): Result<null, CatalogRejection> {
  if (components.length === 0) return ok(null)
  if (is_component)
    return refuse('/components', 'The SKU is a component of a kit: kits do not nest.')
  const named = new Set<string>()
  for (const [index, component] of components.entries()) {
    const pointer = `/components/${index}/sku`
    if (component.sku === sku) return refuse(pointer, 'A kit cannot contain itself.')
    if (named.has(component.sku)) return refuse(pointer, 'Name each component once.')
    named.add(component.sku)
    const is_kit = known.get(component.sku)
    if (is_kit === undefined) {
      const errors = [{ pointer, detail: 'No such SKU.' }]
      return err({ code: 'unknown_sku', sku: component.sku, errors })
    }
    if (is_kit) return refuse(pointer, 'The component is a kit: kits do not nest.')
  }
  return ok(null)
}

const refuse = (pointer: string, detail: string): Result<null, CatalogRejection> =>
  err({ code: 'invalid_components', errors: [{ pointer, detail }] })
