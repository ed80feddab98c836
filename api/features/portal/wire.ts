import { z } from '@hono/zod-openapi'

/** What every operation of the portal has in common. */

/** Any text: a slug that cannot exist is answered like one that does not. */
export const params = z.object({ merchant_slug: z.string().openapi({ example: 'demo' }) })
export const tag = 'Portal'

/** Of people's orders: nothing on the way is to keep them. */
export const personal = { 'cache-control': 'no-store' }

/** For whoever came by a mailed link. */
export const signedIn = { key: 'customer' } as const
export const idParams = params.extend({ id: z.string().max(100) })
