/** Carriers and merchants name addresses: only those of the web may become links. */
export const webAddress = (url: string | null | undefined): string | null =>
  url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null
