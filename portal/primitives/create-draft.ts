import { createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { PhotoStore } from './photo-store'

/** What every draft has. */
interface Chosen {
  /** Units per line of the order; zero is none. */
  quantities: Record<string, number>
  /** Names the intent: sent twice, it is done once. */
  key: string
}

interface Memory {
  getItem: (name: string) => string | null
  setItem: (name: string, value: string) => void
  removeItem: (name: string) => void
}

/** What outlives the page. */
export interface Keeping {
  /** The tab's, such as `sessionStorage`. */
  memory: Memory
  store: PhotoStore
  newKey: () => string
}

/**
 * What a customer has chosen of an order so far, before anything is sent. It outlives a reload and
 * the way back, in this tab only; so do its photos where the browser keeps them, else the way back.
 */
export function createDraft<Draft extends Chosen>(
  { kind, order_id }: { kind: 'return' | 'claim'; order_id: string },
  { memory, store, newKey }: Keeping,
  empty: (key: string) => Draft,
) {
  const name = `${kind}:${order_id}`
  const kept = restore<Draft>(memory.getItem(name))
  const [chosen, setDraft] = createStore<Chosen>(kept ?? empty(newKey()))
  const draft = chosen as Draft
  const change = (changes: Partial<Draft>) => {
    // Another wish is another intent: its key must not replay the one before.
    setDraft({ ...changes, key: newKey() })
    memory.setItem(name, JSON.stringify(draft))
  }
  const photos = createPhotos(`${order_id}/${kind}/${tabOf(memory, newKey)}`, store)
  return {
    draft,
    change,
    ...photos,
    forget: () => {
      memory.removeItem(name)
      setDraft(empty(newKey()))
      return photos.setPhotos([])
    },
  }
}

/** Two tabs, two drafts. */
function tabOf(memory: Memory, newKey: () => string): string {
  const tab = memory.getItem('tab') ?? newKey()
  memory.setItem('tab', tab)
  return tab
}

function createPhotos(name: string, store: PhotoStore) {
  const [photos, setPhotos] = createSignal<readonly File[]>([])
  // One after another: what was chosen last is what is kept.
  let kept: Promise<unknown> = store
    .read(name)
    .then((found) => setPhotos((chosen) => [...found, ...chosen]))
  return {
    photos,
    setPhotos: (chosen: readonly File[]) => {
      setPhotos(chosen)
      kept = kept.then(() => store.write(name, photos()))
      return kept
    },
    /** All of them, those from before the reload included. */
    allPhotos: async () => {
      await kept
      return photos()
    },
  }
}

/** Whatever else is in there is not ours. */
function restore<Draft extends Chosen>(text: string | null): Draft | undefined {
  if (text === null) return undefined
  try {
    const found = JSON.parse(text) as Draft
    return typeof found.quantities === 'object' ? found : undefined
  } catch {
    return undefined
  }
}
