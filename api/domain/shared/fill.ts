/** The names in braces by their values; a name without one stays. Values go in as they are. */
export const fill = (
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
