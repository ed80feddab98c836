/** Who carries a label's parcel; undefined for labels that any carrier takes. */
export const carrierOf = ({ carrier }: { carrier: string }): string | undefined =>
  carrier === 'built_in' ? undefined : carrier
