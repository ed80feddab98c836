// The demo shop: small, made up and believable. `npm start` puts it into an empty data folder.

export const merchant = {
  name: 'Nordlicht Outfitters',
  currency: 'EUR',
  country: 'DE',
  time_zone: 'Europe/Berlin',
}

/** Taken with a number behind it when another merchant has it. */
export const slug = 'demo'

const address = (line1: string, postal_code: string, city: string, country: string) => ({
  line1,
  postal_code,
  city,
  country,
})

export const locations = {
  'berlin-warehouse': {
    name: 'Warehouse Berlin',
    kind: 'warehouse',
    address: {
      ...address('Westhafenstraße 1', '13353', 'Berlin', 'DE'),
      latitude: 52.5365,
      longitude: 13.3434,
    },
    priority: 1,
    time_zone: 'Europe/Berlin',
    cutoff: '14:00',
    handling_days: 1,
  },
  'hamburg-store': {
    name: 'Store Hamburg',
    kind: 'store',
    address: {
      ...address('Marktstraße 42', '20357', 'Hamburg', 'DE'),
      latitude: 53.5583,
      longitude: 9.9671,
    },
    pickup: true,
    priority: 2,
    time_zone: 'Europe/Berlin',
    cutoff: '12:00',
  },
  'vienna-logistics': {
    name: 'Alpen Logistik, Vienna',
    kind: 'third_party',
    address: {
      ...address('Freudenauer Hafenstraße 18', '1020', 'Wien', 'AT'),
      latitude: 48.1858,
      longitude: 16.4709,
    },
    priority: 3,
    time_zone: 'Europe/Vienna',
    cutoff: '15:00',
    handling_days: 1,
  },
}

const sku = (title: string, price: number, cost: number, weight_grams: number, more = {}) => ({
  title,
  price,
  cost,
  weight_grams,
  ...more,
})

export const skus = {
  'MUG-ENAMEL-BLUE': sku('Enamel mug, blue', 1_490, 520, 180, { hs_code: '732394' }),
  'MUG-ENAMEL-WHITE': sku('Enamel mug, white', 1_490, 520, 180, { hs_code: '732394' }),
  'BOTTLE-STEEL-750': sku('Steel bottle, 750 ml', 2_990, 1_150, 310, { hs_code: '961700' }),
  'POT-TITAN-900': sku('Titanium pot, 900 ml', 5_490, 2_480, 125),
  'STOVE-GAS-MINI': sku('Gas stove Mini', 4_990, 2_100, 88, { returnable: false }),
  'TENT-TARN-2': sku('Tent Tarn, two people', 32_900, 15_800, 2_350, {
    length_mm: 480,
    width_mm: 170,
    height_mm: 170,
  }),
  'BAG-SLEEP-M3': sku('Sleeping bag, comfort −3 °C', 18_900, 8_700, 1_120),
  'MAT-SLEEP-R4': sku('Sleeping mat, R 4.2', 11_900, 5_200, 520),
  'PACK-FELS-45': sku('Backpack Fels, 45 l', 15_900, 7_100, 1_480),
  'LAMP-HEAD-400': sku('Head lamp, 400 lm', 4_490, 1_780, 86, {
    backorder: { policy: 'allow', limit: 20 },
  }),
  'SOCKS-MERINO-42': sku('Merino socks, size 42', 1_990, 640, 70, { final_sale: true }),
  // A kit: what it has is what its components have.
  'SET-COFFEE': sku('Camp coffee set', 3_790, 1_560, 490, {
    components: [
      { sku: 'MUG-ENAMEL-BLUE', quantity: 2 },
      { sku: 'BOTTLE-STEEL-750', quantity: 1 },
    ],
  }),
}

type LocationId = keyof typeof locations
type Bucket = 'on_hand' | 'damaged' | 'safety_stock' | 'incoming'

/** What is where; one SKU is sold out, one is nearly so. */
export const stock: [keyof typeof skus, LocationId, Partial<Record<Bucket, number>>][] = [
  ['MUG-ENAMEL-BLUE', 'berlin-warehouse', { on_hand: 240, damaged: 2 }],
  ['MUG-ENAMEL-BLUE', 'hamburg-store', { on_hand: 18, safety_stock: 2 }],
  ['MUG-ENAMEL-WHITE', 'berlin-warehouse', { on_hand: 160 }],
  ['MUG-ENAMEL-WHITE', 'vienna-logistics', { on_hand: 60 }],
  ['BOTTLE-STEEL-750', 'berlin-warehouse', { on_hand: 120 }],
  ['BOTTLE-STEEL-750', 'hamburg-store', { on_hand: 9, safety_stock: 1 }],
  ['BOTTLE-STEEL-750', 'vienna-logistics', { on_hand: 45 }],
  ['POT-TITAN-900', 'berlin-warehouse', { on_hand: 34 }],
  ['STOVE-GAS-MINI', 'berlin-warehouse', { on_hand: 52 }],
  ['STOVE-GAS-MINI', 'hamburg-store', { on_hand: 6 }],
  ['TENT-TARN-2', 'berlin-warehouse', { on_hand: 14, incoming: 30 }],
  ['TENT-TARN-2', 'vienna-logistics', { on_hand: 8 }],
  ['BAG-SLEEP-M3', 'berlin-warehouse', { on_hand: 22 }],
  ['MAT-SLEEP-R4', 'berlin-warehouse', { on_hand: 41 }],
  ['MAT-SLEEP-R4', 'hamburg-store', { on_hand: 5 }],
  ['PACK-FELS-45', 'vienna-logistics', { on_hand: 3 }],
  ['LAMP-HEAD-400', 'berlin-warehouse', { incoming: 80 }],
  ['SOCKS-MERINO-42', 'hamburg-store', { on_hand: 64 }],
]
