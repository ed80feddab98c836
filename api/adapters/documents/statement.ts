/** Documents for people on A4: a title, blocks of text, and rows of figures. */
import { createDocument, millimetres, type Page } from './page'

export interface Statement {
  title: string
  /** Beside the title: number and date. */
  facts: readonly (readonly [string, string])[]
  /** Each a paragraph or an address; lines are kept. */
  blocks: readonly { heading: string; lines: readonly string[] }[]
  table?: {
    columns: readonly string[]
    rows: readonly (readonly string[])[]
    totals: readonly (readonly [string, string])[]
  }
  created_at: number
}

const size = { width: millimetres(210), height: millimetres(297) }
const MARGIN = millimetres(20)
const BOTTOM = size.height - MARGIN

/** The same statement has the same bytes. */
export async function drawStatement(statement: Statement): Promise<Uint8Array> {
  const document = await createDocument(statement.title, statement.created_at)
  const sheet = new Sheet(() => document.addPage(size))
  sheet.text(statement.title, { size: 20, bold: true })
  sheet.space(10)
  for (const [name, value] of statement.facts) sheet.pair(name, value)
  for (const { heading, lines } of statement.blocks) {
    sheet.space(12)
    sheet.text(heading, { size: 10, bold: true })
    for (const line of lines) sheet.text(line, { size: 10 })
  }
  const { table } = statement
  if (table) {
    sheet.space(16)
    sheet.row(table.columns, true)
    sheet.rule()
    for (const row of table.rows) sheet.row(row, false)
    sheet.space(6)
    for (const [name, value] of table.totals) sheet.total(name, value)
  }
  return document.save()
}

/** Writes downwards, and goes on on a new page where one ends. */
class Sheet {
  readonly #addPage: () => Page
  #page: Page
  #top = MARGIN

  constructor(addPage: () => Page) {
    this.#addPage = addPage
    this.#page = addPage()
  }

  space(points: number): void {
    this.#top += points
  }

  text(text: string, { size: points, bold = false }: { size: number; bold?: boolean }): void {
    this.#room(points * 1.2)
    const width = size.width - 2 * MARGIN
    // A line of any length, a page at a time.
    for (const part of partsOf(text)) {
      this.#room(points * 1.2)
      this.#top = this.#page.text(part, MARGIN, this.#top, { size: points, bold, width, lines: 20 })
    }
  }

  pair(name: string, value: string): void {
    this.#room(14)
    this.#page.text(name, MARGIN, this.#top, { size: 10, bold: true })
    const width = size.width - 2 * MARGIN - 120
    this.#top = this.#page.text(value, MARGIN + 120, this.#top, { size: 10, width, lines: 3 })
  }

  rule(): void {
    this.#page.rule(this.#top, MARGIN)
    this.#top += 5
  }

  /** The first column is text, the others are figures. */
  row(cells: readonly string[], bold: boolean): void {
    this.#room(30)
    const figures = 80
    const first = size.width - 2 * MARGIN - figures * (cells.length - 1)
    const next = cells.map((cell, index) =>
      index === 0
        ? this.#page.text(cell, MARGIN, this.#top, { size: 9, bold, width: first - 8, lines: 3 })
        : this.#page.text(cell, MARGIN + first + figures * (index - 1), this.#top, {
            ...{ size: 9, bold, width: figures, lines: 1, align: 'right' },
          }),
    )
    this.#top = Math.max(...next) + 3
  }

  total(name: string, value: string): void {
    this.#room(16)
    const width = size.width - 2 * MARGIN
    this.#page.text(name, MARGIN, this.#top, {
      size: 10,
      bold: true,
      width: width - 100,
      align: 'right',
    })
    this.#page.text(value, MARGIN, this.#top, { size: 10, bold: true, width, align: 'right' })
    this.#top += 14
  }

  #room(height: number): void {
    if (this.#top + height <= BOTTOM) return
    this.#page = this.#addPage()
    this.#top = MARGIN
  }
}

const PART_MAX = 800
const partsOf = (text: string): string[] =>
  text.length <= PART_MAX ? [text] : [text.slice(0, PART_MAX), ...partsOf(text.slice(PART_MAX))]
