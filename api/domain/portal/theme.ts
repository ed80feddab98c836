/** Colors of a merchant's portal, made legible: WCAG 2.2 asks for a contrast of 4.5 for text. */
export const CONTRAST_MIN = 4.5

/** What the accent stands on, as in the portal's stylesheet. */
const pages = { light: '#f6f6f3', dark: '#121513' } as const

export type Scheme = keyof typeof pages

export interface Accent {
  /** For buttons, links and marks. */
  accent: string
  /** For text on it. */
  on_accent: string
}

export const defaultAccent = '#1d5c4d'
export const colorPattern = /^#[0-9a-f]{6}$/

/** The accent of a scheme: the merchant's color, darkened or lightened until it can be read. */
export function accentFor(color: string, scheme: Scheme): Accent {
  const towards = scheme === 'light' ? '#000000' : '#ffffff'
  const accent = legible(color, pages[scheme], towards)
  const on_accent =
    contrast(accent, '#ffffff') >= contrast(accent, '#000000') ? '#ffffff' : '#000000'
  return { accent, on_accent }
}

function legible(color: string, page: string, towards: string): string {
  for (let share = 0; share < 100; share += 4) {
    const mixed = mix(color, towards, share)
    if (contrast(mixed, page) >= CONTRAST_MIN) return mixed
  }
  return towards
}

/** @param share percent of the other color */
function mix(color: string, other: string, share: number): string {
  const [from, to] = [channels(color), channels(other)]
  const mixed = from.map((value, index) =>
    Math.round(value + (((to[index] ?? 0) - value) * share) / 100),
  )
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** WCAG 2.2, contrast ratio: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const channels = (color: string) =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
