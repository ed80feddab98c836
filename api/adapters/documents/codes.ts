/** Bar codes as shapes, for any page they are drawn on. */
import { code128 } from 'bwip-js/generic'
import { encode } from 'uqr'
import type { Page } from './page'

interface Bar {
  x: number
  width: number
}

/** The bars of a Code 128, in modules. */
function barsOf(text: string): { bars: Bar[]; modules: number } {
  const bars: Bar[] = []
  let modules = 0
  code128(
    { bcid: 'code128', text, includetext: false, scale: 1 },
    {
      scale: (x: number, y: number) => [x, y] as [number, number],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (width: number) => {
        modules = width
      },
      // A bar is a vertical line along its middle; of an odd width, the bigger half is to the left.
      line: (x: number, _y0: number, _x1: number, _y1: number, width: number) => {
        bars.push({ x: x - Math.ceil(width / 2), width })
      },
      ...{
        polygon: () => {},
        hexagon: () => {},
        ellipse: () => {},
        fill: () => {},
        text: () => {},
      },
      end: () => undefined,
    },
  )
  return { bars, modules }
}

/** Draws a Code 128, as wide as it is told, with its text below. Quiet zones are the caller's. */
export function drawBarcode(
  page: Page,
  text: string,
  box: { x: number; top: number; width: number; height: number },
): void {
  const { bars, modules } = barsOf(text)
  const module = box.width / modules
  for (const { x, width } of bars) {
    page.rectangle(box.x + x * module, box.top, width * module, box.height)
  }
  const below = box.top + box.height + 3
  page.text(text, box.x, below, { size: 10, bold: true, width: box.width, align: 'center' })
}

/** Draws a QR code with its quiet zone, in a square. */
export function drawQrCode(page: Page, text: string, x: number, top: number, side: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const module = side / size
  data.forEach((row, down) => {
    for (const { from, to } of darkRuns(row)) {
      page.rectangle(x + from * module, top + down * module, (to - from) * module, module)
    }
  })
}

/** Neighbors are drawn as one: a code is hundreds of modules. */
function darkRuns(row: readonly boolean[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  row.forEach((dark, at) => {
    const last = runs.at(-1)
    if (dark && last?.to === at) last.to = at + 1
    else if (dark) runs.push({ from: at, to: at + 1 })
  })
  return runs
}
