import type { Carrier } from '../carrier'

/**
 * The carrier of merchants without one: labels for parcels that are handed in, or sent by whatever
 * service the sender chooses. A parcel's reference is its tracking number, so asking twice is the same.
 */
export const builtInCarrier: Carrier = {
  name: 'built_in',
  buyLabel: async ({ reference, from, to, weight_grams, created_at }) => ({
    carrier: 'built_in',
    service: null,
    tracking_number: reference.replaceAll('-', ''),
    ...{ from, to, weight_grams, created_at },
  }),
  // Loaded when the first label is drawn: most requests draw none.
  drawLabel: async (label, sheet) => (await import('./draw-label')).drawLabel(label, sheet),
}
