/** Packing slips as pages of A4. */
import { PDFDocument, type PDFFont, StandardFonts } from '@cantoo/pdf-lib'
import type { PackingSlip, SlipLine } from '../../domain/fulfillments/packing-slip'
import { paperText } from '../../domain/papers/text/text'
import { printable } from '../../domain/shared/printable'
import { drawBarcode } from './codes'
import { breakLines, createDocument, millimetres, type Page } from './page'

const A4 = { width: millimetres(210), height: millimetres(297) }
const MARGIN = millimetres(20)
const WIDTH = A4.width - 2 * MARGIN
const BOTTOM = A4.height - millimetres(25)
const COLUMN = WIDTH / 2 - millimetres(5)
const QUANTITY = millimetres(16)
const SKU = millimetres(50)
/** Of a title or a note that somebody wrote a novel in. */
const LINES_MAX = 6
const NOTES_MAX = 20

/** One document with all of them, each from a page of its own. */
export async function drawPackingSlips(
  slips: readonly PackingSlip[],
  created_at: number,
): Promise<Uint8Array> {
  const { addPage, save } = await createDocument('Packing slips', created_at)
  const measure = (await PDFDocument.create()).embedStandardFont(StandardFonts.Helvetica)
  for (const slip of slips) drawSlip(slip, () => addPage(A4), measure)
  return save()
}

function drawSlip(slip: PackingSlip, addPage: () => Page, font: PDFFont): void {
  let page = addPage()
  let number = 1
  let top = drawHead(page, slip)
  drawFoot(page, slip, number)
  const more = (count: number) => paperText(slip.language, 'more', { count })
  const lines = slip.lines.map((line) => ({ ...line, notes: shown(line.notes, more) }))
  for (const line of lines) {
    if (top + heightOf(line, font) > BOTTOM) {
      page = addPage()
      number += 1
      drawFoot(page, slip, number)
      top = drawColumns(page, slip, MARGIN)
    }
    top = drawLine(page, line, top)
  }
}

function drawHead(page: Page, slip: PackingSlip): number {
  const { language, shop, number, ordered_on, from, to, by, parcels } = slip
  page.text(shop, MARGIN, MARGIN, { size: 18, bold: true, width: WIDTH - SKU - 20, lines: 2 })
  drawBarcode(page, number, {
    ...{ x: A4.width - MARGIN - SKU, top: MARGIN, width: SKU, height: millimetres(12) },
  })
  let top = MARGIN + millimetres(24)
  page.text(paperText(language, 'packing_slip'), MARGIN, top, { size: 13, bold: true })
  const facts = [
    paperText(language, 'order_of', { number, date: ordered_on }),
    [by, parcels > 1 ? paperText(language, 'parcels', { count: parcels }) : '']
      .filter(Boolean)
      .join(' · '),
  ]
  top += millimetres(7)
  for (const fact of facts.filter(Boolean)) {
    top = page.text(fact, MARGIN, top, { size: 10, width: WIDTH, lines: 2 }) + 2
  }
  top += millimetres(6)
  const [left, right] = [
    block(page, paperText(language, 'from'), from, MARGIN, top),
    block(page, paperText(language, 'to'), to, MARGIN + WIDTH / 2, top),
  ]
  return drawColumns(page, slip, Math.max(left, right) + millimetres(8))
}

function block(page: Page, title: string, lines: readonly string[], x: number, top: number) {
  let below = page.text(title, x, top, { size: 9, bold: true }) + 2
  for (const line of lines) {
    below = page.text(line, x, below, { size: 10, width: COLUMN, lines: 2 }) + 1
  }
  return below
}

function drawColumns(page: Page, { language }: PackingSlip, top: number): number {
  const heading = { size: 9, bold: true } as const
  page.text(paperText(language, 'quantity'), MARGIN, top, heading)
  page.text(paperText(language, 'item'), MARGIN + QUANTITY, top, heading)
  page.text('SKU', A4.width - MARGIN - SKU, top, { ...heading, width: SKU, align: 'right' })
  page.rule(top + 13, MARGIN)
  return top + 18
}

const TITLE = { size: 11, width: WIDTH - QUANTITY - SKU - 10, lines: LINES_MAX } as const
const CODE = { size: 9, width: SKU, lines: 3 } as const
const NOTE = { size: 9, width: WIDTH - QUANTITY - SKU - 10, lines: LINES_MAX } as const

function drawLine(page: Page, { quantity, title, sku, notes }: SlipLine, top: number): number {
  page.text(String(quantity), MARGIN, top, { size: 11, bold: true })
  const beside = page.text(sku, A4.width - MARGIN - SKU, top, { ...CODE, align: 'right' })
  let below = page.text(title, MARGIN + QUANTITY, top, TITLE)
  for (const note of notes) below = page.text(note, MARGIN + QUANTITY, below, NOTE)
  return Math.max(below, beside) + 6
}

const shown = (notes: readonly string[], more: (count: number) => string) =>
  notes.length > NOTES_MAX ? [...notes.slice(0, NOTES_MAX), more(notes.length - NOTES_MAX)] : notes

function heightOf({ title, sku, notes }: SlipLine, font: PDFFont): number {
  type Style = typeof TITLE | typeof NOTE | typeof CODE
  const height = (text: string, { size, width, lines }: Style) =>
    Math.min(lines, breakLines(printable(text), font, size, width).length) * size * 1.2
  const below = notes.map((note) => height(note, NOTE))
  const text = height(title, TITLE) + below.reduce((sum, each) => sum + each, 0)
  return Math.max(text, height(sku, CODE)) + 6
}

function drawFoot(page: Page, slip: PackingSlip, page_number: number): void {
  const { language, number, fulfillment_id } = slip
  const top = A4.height - millimetres(15)
  page.text(`${number} · ${fulfillment_id}`, MARGIN, top, { size: 8 })
  const at = A4.width - MARGIN - SKU
  page.text(paperText(language, 'page', { page: page_number }), at, top, {
    size: 8,
    width: SKU,
    align: 'right',
  })
}
