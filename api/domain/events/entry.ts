import type { JsonSchema } from './shapes'

export interface EventEntry {
  /** As in the event's `object_type`. */
  object: string
  description: string
  data: JsonSchema
}

/** An entry of the catalogue. */
export const entry = (object: string, description: string, data: JsonSchema): EventEntry => ({
  object,
  description,
  data,
})
