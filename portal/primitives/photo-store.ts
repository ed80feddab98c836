/** Where photos are kept until they are sent: IndexedDB, the one store of a browser that takes files. */
import { markShrunk, shrinkPhoto } from './shrink-photo'

export interface PhotoStore {
  read: (name: string) => Promise<readonly File[]>
  /** In place of those before. */
  write: (name: string, photos: readonly File[]) => Promise<void>
}

/** What the server takes; it says so itself should the two differ. */
export const PHOTOS_MAX = 5
const PHOTO_MAX_BYTES = 5 * 1024 * 1024

interface Kept {
  photos: readonly File[]
  kept_at: number
}

const KEPT_MS = 24 * 60 * 60 * 1_000
/** The order whose photos may be kept: once its customer has left, nothing is written late. */
let owner: string | undefined

/** Names begin with the order's. Where a browser keeps nothing, nothing is kept, and nothing fails. */
export const photoStore: PhotoStore = {
  read: async (name) => {
    const kept = await within<Kept>('readonly', (store) => store.get(name))
    for (const photo of kept?.photos ?? []) markShrunk(photo)
    return kept?.photos ?? []
  },
  write: async (name, photos) => {
    const small: File[] = []
    for (const photo of photos.slice(0, PHOTOS_MAX)) {
      const shrunk = await shrinkPhoto(photo)
      if (shrunk.size > PHOTO_MAX_BYTES) continue
      small.push(new File([shrunk], photo.name, { type: shrunk.type }))
    }
    if (!isOf(owner, name)) return
    const kept: Kept = { photos: small, kept_at: Date.now() }
    await within('readwrite', (store) =>
      small.length > 0 ? store.put(kept, name) : store.delete(name),
    )
  },
}

/**
 * Forgets every photo but the recent ones of this order: of other orders, and of tabs that were
 * closed, nobody is left to send them. Without an order, forgets all.
 */
export async function keepPhotosOf(order_id?: string): Promise<void> {
  owner = order_id
  await within('readwrite', (store) => {
    const all = store.openCursor()
    all.addEventListener('success', () => {
      const found = all.result
      if (!found) return
      const { kept_at } = found.value as Kept
      if (!isOf(order_id, String(found.key)) || kept_at < Date.now() - KEPT_MS) found.delete()
      found.continue()
    })
    return all
  })
}

const isOf = (order_id: string | undefined, name: string) =>
  order_id !== undefined && name.startsWith(`${order_id}/`)

async function within<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<Result | undefined> {
  try {
    const opening = indexedDB.open('holdfast', 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('photos'))
    const database = await done(opening)
    const transaction = database.transaction('photos', mode)
    const request = work(transaction.objectStore('photos'))
    await ended(transaction)
    database.close()
    return request.result as Result
  } catch {
    // A private window, a full disk, a browser that was told to keep nothing.
    return undefined
  }
}

const done = <Result>(request: IDBRequest<Result>) =>
  new Promise<Result>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

const ended = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
  })
