import { afterAll, beforeAll, describe } from 'vitest'
import { documentation } from './docs.ts'
import { everyPage } from './every-page.ts'
import { findOrder } from './find-order.ts'
import { showText } from './naughty.ts'
import { changeOrder } from './order.ts'
import { returnItems } from './returns.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

const open = () => shop

describe('finding an order', () => findOrder(open))
describe('changing it', () => changeOrder(open))
describe('what people write', () => showText(open))
describe('returning items', () => returnItems(open))
describe('every page', () => everyPage(open))
describe('documentation', () => documentation(open))
