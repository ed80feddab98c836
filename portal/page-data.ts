import type { CustomerOrder } from '../api/features/portal/order-schemas'
import type { ShopView } from '../api/features/portal/schemas'

/** What the server knew when it wrote the page; it stands in an attribute, so nothing is asked twice. */
export interface PageData {
  slug: string
  language: string
  /** Null: there is no such shop. */
  shop: ShopView | null
  /** Of whoever is signed in. */
  order: CustomerOrder | null
}

export function readPageData(root: HTMLElement): PageData {
  const written = root.dataset.page
  const [, , slug = ''] = location.pathname.split('/')
  const unknown = { slug, language: 'en', shop: null, order: null }
  return written ? (JSON.parse(written) as PageData) : unknown
}
