// Where things are in the checkout.
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Build outputs, named by what went into them. */
export const cache = `${root}node_modules/.cache/holdfast`
