import type { ParcelLabel } from '../../../domain/returns/return'
import type { Carrier, LabelRequest } from '../carrier'

/**
 * The carrier of merchants without one: labels for parcels that are handed in, or sent by whatever
 * service the sender chooses. A parcel's reference is its tracking number, so asking twice is the same.
 */
export const builtInCarrier: Carrier = {
  name: 'built_in',
  assignLabel,
  buyLabel: async (request) => assignLabel(request),
  // Loaded when the first label is drawn: most requests draw none.
  drawLabel: async (label, sheet) => (await import('./draw-label')).drawLabel(label, sheet),
}

function assignLabel(request: LabelRequest): ParcelLabel {
  const { reference, from, to, weight_grams, created_at } = request
  return {
    ...{ carrier: 'built_in', service: null, tracking_number: reference.replaceAll('-', '') },
    ...{ from, to, weight_grams, created_at },
  }
}
