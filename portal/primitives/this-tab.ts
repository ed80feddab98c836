import { newKey } from '../client'
import type { Keeping } from './create-draft'
import { photoStore } from './photo-store'

/** Where drafts are kept: what is chosen in this tab is no other's. */
export const thisTab: Keeping = { memory: sessionStorage, store: photoStore, newKey }
