// Every page of the portal, and how one gets there.
import type { Page } from 'playwright-core'
import type { Placed } from './shop.ts'

/** Every page, and how to get there; `ready` is what is seen then. */
export interface Stop {
  name: string
  path?: string
  /** What to do there first. */
  act?: (page: Page) => Promise<unknown>
  ready: string
}

const choose = (page: Page) => page.locator('.quantity-picker').first().selectOption('1')

export const signedOut: readonly Stop[] = [
  { name: 'find', path: '', ready: 'form' },
  {
    name: 'find-problems',
    act: (page) => page.locator('form button').click(),
    ready: '.field-problem',
  },
  {
    name: 'find-nothing',
    act: async (page) => {
      await page.locator('[name=number]').fill('HF-0000-0000')
      await page.locator('[name=email]').fill('eve@example.com')
      await page.locator('form button').click()
    },
    ready: '.notice',
  },
  { name: 'link-unknown', path: '/sign-in', ready: '.button' },
  { name: 'sign-in', path: '/sign-in#token=x', ready: 'main button' },
  { name: 'signed-out', path: '/order', ready: '.button' },
  { name: 'no-page', path: '/no/page', ready: '.button' },
  { name: 'no-shop', path: '/../no-such-shop', ready: 'main h1' },
]

/** What number and e-mail show. */
export const limited = ({ number, email }: Placed): readonly Stop[] => [
  {
    name: 'limited',
    path: '',
    act: async (page) => {
      await page.locator('[name=number]').fill(number)
      await page.locator('[name=email]').fill(email)
      await page.locator('form button').click()
    },
    ready: '.send-link',
  },
  {
    name: 'link-sent',
    act: (page) => page.locator('.send-link button').click(),
    ready: '.notice',
  },
]

export const usedLink = (path: string): Stop => ({
  name: 'link-used',
  path,
  act: (page) => page.locator('main button').click(),
  ready: 'main a.button',
})

export const ofPlaced: readonly Stop[] = [
  { name: 'order', path: '/order', ready: '.actions' },
  { name: 'cancel', path: '/order/cancel', ready: 'form' },
  { name: 'address', path: '/order/address', ready: 'form' },
  {
    name: 'canceled',
    path: '/order/cancel',
    act: (page) => page.locator('form .button').first().click(),
    ready: '.status',
  },
  { name: 'too-late', path: '/order/cancel', ready: '.button' },
]

export const ofDelivered: readonly Stop[] = [
  {
    name: 'order-delivered',
    path: '/order',
    act: (page) => page.locator('summary').click(),
    ready: '.history-list',
  },
  { name: 'return-items', path: '/order/return', act: choose, ready: '.return-line' },
  {
    name: 'return-reason',
    act: async (page) => {
      await page.locator('main .button').first().click()
      await page.locator('[value=damaged]').check()
    },
    ready: '.photo-field',
  },
  {
    name: 'return-resolution',
    act: async (page) => {
      await page.locator('[value=too_small]').check()
      await page.locator('main .button').first().click()
    },
    ready: '.quote',
  },
  {
    name: 'return-exchange',
    act: async (page) => {
      await page.locator('[value=exchange]').check()
      await page.locator('[name=exchange][value=TENT]').check()
    },
    ready: '.quote',
  },
  {
    name: 'return',
    act: (page) => page.locator('main .button').first().click(),
    ready: '.label-card',
  },
  { name: 'label', act: (page) => page.locator('.label-card .button').click(), ready: '.sheet' },
  { name: 'claim', path: '/order/claim', ready: 'form' },
  {
    name: 'claim-sent',
    act: async (page) => {
      await page.locator('.quantity-picker').last().selectOption('1')
      await page.locator('[name=description]').fill('The seam is torn.')
      await page.locator('form .button').first().click()
    },
    ready: '.intro',
  },
  { name: 'withdrawal', path: '/order/withdrawal', ready: 'form' },
  {
    name: 'withdrawal-statement',
    act: (page) => page.locator('form .button').first().click(),
    ready: '.statement',
  },
  {
    name: 'withdrawal-done',
    act: (page) => page.locator('main .button').first().click(),
    ready: '.notice',
  },
  { name: 'order-with-return', path: '/order', ready: '.followed' },
]
