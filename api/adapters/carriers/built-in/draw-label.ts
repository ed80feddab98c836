import { paperText } from '../../../domain/papers/text/text'
import type { ParcelLabel, PostalAddress } from '../../../domain/returns/return'
import { countryName } from '../../../domain/shared/country'
import { drawBarcode, drawQrCode } from '../../documents/codes'
import { createDocument, millimetres, type Page, type Size } from '../../documents/page'
import type { LabelFormat, LabelSheet } from '../carrier'

const sizes: Record<LabelFormat, Size> = {
  '4x6': { width: 4 * 72, height: 6 * 72 },
  a6: { width: millimetres(105), height: millimetres(148) },
}
const MARGIN = 14
const BARCODE_HEIGHT = 62
const QR_SIDE = 92

/** The label, and a page of instructions when there are any. The same label has the same bytes. */
export async function drawLabel(label: ParcelLabel, sheet: LabelSheet): Promise<Uint8Array> {
  const size = sizes[sheet.format]
  const document = await createDocument(
    paperText(sheet.language, 'return_label', { reference: sheet.reference }),
    label.created_at,
  )
  drawFront(document.addPage(size), size, label, sheet)
  if (sheet.instructions.length > 0) drawInstructions(document.addPage(size), size, sheet)
  return document.save()
}

/** In the words of carriers, who read it; what customers are to do is on the next page. */
function drawFront(page: Page, { width, height }: Size, label: ParcelLabel, sheet: LabelSheet) {
  const room = width - 2 * MARGIN
  page.text('RETURN', MARGIN, MARGIN, { size: 20, bold: true })
  const right = { width: room, align: 'right' } as const
  page.text(sheet.reference, MARGIN, MARGIN, { size: 9, bold: true, lines: 1, ...right })
  if (label.weight_grams !== null) {
    page.text(`${label.weight_grams} g`, MARGIN, MARGIN + 12, { size: 9, ...right })
  }
  page.rule(44, MARGIN)

  const beside_qr = room - QR_SIDE - 6
  page.text('FROM', MARGIN, 50, { size: 7, bold: true })
  drawAddress(page, label.from, MARGIN, 60, { size: 8, width: beside_qr, most: 10 })
  drawQrCode(page, label.tracking_number, width - MARGIN - QR_SIDE, 48, QR_SIDE)
  page.rule(164, MARGIN)

  page.text('TO', MARGIN, 170, { size: 8, bold: true })
  drawAddress(page, label.to, MARGIN, 182, { size: 13, width: room, most: 7 })

  // Ten modules of quiet on both sides, whatever the margin.
  const quiet = 16
  const top = height - MARGIN - BARCODE_HEIGHT - 18
  page.rule(top - 10, MARGIN)
  const bars = { x: MARGIN + quiet, width: room - 2 * quiet, height: BARCODE_HEIGHT }
  drawBarcode(page, label.tracking_number, { ...bars, top })
}

/** As a postal service reads it: the lines in their order, the country last and whole. */
export const addressLines = (address: PostalAddress): string[] =>
  [
    address.name,
    address.line1,
    address.line2,
    [address.postal_code, address.city].filter(Boolean).join(' '),
    address.region,
    countryName(address.country),
  ].filter((line): line is string => line !== undefined && line.trim() !== '')

/** What is too long is cut line by line: every line of the address is there. */
function drawAddress(
  page: Page,
  address: PostalAddress,
  x: number,
  top: number,
  { size, width, most }: { size: number; width: number; most: number },
) {
  const lines = addressLines(address)
  let [next, left] = [top, most]
  for (const [index, line] of lines.entries()) {
    const room = Math.max(1, left - (lines.length - index - 1))
    const before = next
    next = page.text(line, x, next, { size, width, bold: index === 0, lines: Math.min(2, room) })
    left -= Math.round((next - before) / (size * 1.2))
  }
}

function drawInstructions(page: Page, { width, height }: Size, sheet: LabelSheet) {
  const room = width - 2 * MARGIN
  const { language, reference } = sheet
  page.text(paperText(language, 'label_steps'), MARGIN, MARGIN, { size: 14, bold: true })
  page.rule(38, MARGIN)
  let top = 48
  for (const [index, step] of sheet.instructions.entries()) {
    if (top > height / 2) break
    page.text(`${index + 1}.`, MARGIN, top, { size: 10, bold: true })
    top = page.text(step, MARGIN + 16, top, { size: 10, width: room - 16, lines: 4 }) + 5
  }
  page.rule(top + 2, MARGIN)
  top = page.text(paperText(language, 'label_contents', { reference }), MARGIN, top + 10, {
    ...{ size: 9, bold: true, width: room, lines: 2 },
  })
  for (const line of sheet.contents) {
    if (top > height - MARGIN - 24) {
      page.text('…', MARGIN, top, { size: 9 })
      break
    }
    top = page.text(line, MARGIN, top, { size: 9, width: room, lines: 2 })
  }
}
