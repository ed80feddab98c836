export const logoTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type LogoType = (typeof logoTypes)[number]

/**
 * The kind of an image by its first bytes, whatever it is called. Pictures only: what could carry
 * a script, such as SVG, is none.
 */
export function readLogoType(bytes: Uint8Array): LogoType | undefined {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  const ascii = (start: number) => String.fromCharCode(...bytes.subarray(start, start + 4))
  if (ascii(0) === 'RIFF' && ascii(8) === 'WEBP') return 'image/webp'
  return undefined
}
