/** Text and shapes on a page of a PDF, measured from the top left in points. */
import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib'
import { printable } from '../../domain/shared/printable'

export interface Size {
  width: number
  height: number
}

const POINTS_PER_MM = 72 / 25.4
export const millimetres = (mm: number) => mm * POINTS_PER_MM

const black = rgb(0, 0, 0)

/** A document whose bytes depend on nothing but what is drawn, and when it says it was made. */
export async function createDocument(title: string, created_at: number) {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.setTitle(printable(title))
  document.setProducer('Holdfast')
  document.setCreationDate(new Date(created_at))
  document.setModificationDate(new Date(created_at))
  const regular = document.embedStandardFont(StandardFonts.Helvetica)
  const bold = document.embedStandardFont(StandardFonts.HelveticaBold)
  const addPage = ({ width, height }: Size) =>
    new Page(document.addPage([width, height]), { regular, bold })
  const save = () => document.save({ useObjectStreams: false })
  return { addPage, save }
}

interface TextOptions {
  size: number
  bold?: boolean
  /** Lines are broken to fit; without it, a line is as long as it is. */
  width?: number
  /** More lines than this are cut off with an ellipsis. */
  lines?: number
  align?: 'left' | 'right' | 'center'
}

interface Fonts {
  regular: PDFFont
  bold: PDFFont
}

/** What is drawn on a page. Drawing needs state: the page is made by its calls. */
export class Page {
  readonly #page: PDFPage
  readonly #fonts: Fonts

  constructor(page: PDFPage, fonts: Fonts) {
    this.#page = page
    this.#fonts = fonts
  }

  /** Draws text in one or more lines, and says where the next line would begin. */
  text(text: string, x: number, top: number, options: TextOptions): number {
    const { size, bold = false, width, lines: most = 100, align = 'left' } = options
    const font = bold ? this.#fonts.bold : this.#fonts.regular
    const leading = size * 1.2
    const all =
      width === undefined ? [printable(text)] : breakLines(printable(text), font, size, width)
    const shown = all.slice(0, most)
    if (all.length > most) {
      shown[most - 1] = cutLine(all.slice(most - 1).join(' '), font, size, width ?? 0)
    }
    shown.forEach((line, index) => {
      const room = align === 'left' ? 0 : (width ?? 0) - font.widthOfTextAtSize(line, size)
      this.#page.drawText(line, {
        x: x + (align === 'center' ? room / 2 : room),
        y: this.#page.getHeight() - top - size - index * leading,
        ...{ size, font, color: black },
      })
    })
    return top + shown.length * leading
  }

  rectangle(x: number, top: number, width: number, height: number): void {
    const y = this.#page.getHeight() - top - height
    this.#page.drawRectangle({ x, y, width, height, color: black })
  }

  rule(top: number, margin: number): void {
    this.rectangle(margin, top, this.#page.getWidth() - 2 * margin, 0.75)
  }
}

/** Words on lines; a word that is wider than a line is broken where it has to be. */
export function breakLines(text: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (line: string) => font.widthOfTextAtSize(line, size) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return [...lines, line]
}

/** As much of a text as fits on a line, and a sign that there was more. */
function cutLine(text: string, font: PDFFont, size: number, width: number): string {
  let line = ''
  for (const character of text) {
    if (font.widthOfTextAtSize(`${line}${character}…`, size) > width) break
    line += character
  }
  return `${line}…`
}
