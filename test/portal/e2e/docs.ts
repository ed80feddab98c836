// The viewer of the interface: its own files only, readable where the system is dark, and to be tried.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { CONTRAST_MIN, contrast } from '../../../api/domain/portal/theme.ts'
import { openTab, type Shop } from './shop.ts'

export function documentation(open: () => Shop): void {
  it('can be read, sends a request with the key that is typed in, and shows the answer', async () => {
    const { merchant, portal } = open()
    const { page, context, complaints } = await openTab(open(), { colorScheme: 'dark' })
    await page.goto(new URL('/docs', portal).href)
    await page.locator('.opblock-summary-path').first().waitFor()
    await expectContrast(page)

    await page.locator('.btn.authorize').click()
    const secret = page.locator('.auth-container', { hasText: 'A secret key' })
    await secret.locator('input').fill(merchant.secret_key)
    await secret.locator('button.authorize').click()
    await page.locator('.btn-done').first().click()
    const operation = page.locator('#operations-Merchants-getSettings')
    await operation.locator('.opblock-summary-control').click()
    await operation.locator('button.execute').click()

    const answer = operation.locator('.live-responses-table')
    await answer.locator('.response-col_status', { hasText: '200' }).waitFor()
    expect(await answer.textContent()).toContain('Nordlicht Outfitters')
    expect(complaints).toEqual([])
    await context.close()
  })
}

/** Text and the ground it stands on, where none is given the browser's own. */
async function expectContrast(page: Page): Promise<void> {
  const colors = await page.evaluate(() => {
    const canvas = document.createElement('div')
    canvas.style.background = 'Canvas'
    document.body.append(canvas)
    const grounds = [document.body, document.documentElement, canvas]
      .map((element) => getComputedStyle(element).backgroundColor)
      .filter((color) => color !== 'rgba(0, 0, 0, 0)')
    const text = document.querySelector('.opblock-summary-path')
    return [text && getComputedStyle(text).color, grounds[0]]
  })
  const [text = '', ground = ''] = colors.map(toHex)
  expect(contrast(text, ground)).toBeGreaterThan(CONTRAST_MIN)
}

/** `rgb(1, 2, 3)` as `#010203`. */
const toHex = (color: string | null | undefined) =>
  `#${(color?.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((value) => Number(value).toString(16).padStart(2, '0'))
    .join('')}`
