import type { Language } from '../../domain/notifications/language'
import type { ParcelLabel, PostalAddress } from '../../domain/returns/return'

/** What any carrier is asked for; the built-in one needs nobody else. */
export interface Carrier {
  name: string
  /** At once, from a carrier that has to ask nobody; null: it has to be bought. */
  assignLabel: (request: LabelRequest) => ParcelLabel | null
  /** The label of a parcel. Asked again for the same parcel, it is the same label. */
  buyLabel: (request: LabelRequest) => Promise<ParcelLabel>
  /** The label as a document to print. */
  drawLabel: (label: ParcelLabel, sheet: LabelSheet) => Promise<Uint8Array>
}

export interface LabelRequest {
  parcel_id: string
  /** For people: the return's number and which of its parcels this is. */
  reference: string
  from: PostalAddress
  to: PostalAddress
  weight_grams: number | null
  created_at: number
}

export const labelFormats = ['4x6', 'a6'] as const
export type LabelFormat = (typeof labelFormats)[number]

/** What is printed beside what the carrier needs. */
export interface LabelSheet {
  /** Of the sender. */
  language: Language
  format: LabelFormat
  reference: string
  contents: readonly string[]
  /** What the sender is told to do, on a page of its own. */
  instructions: readonly string[]
}
