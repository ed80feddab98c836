import { createSignal, For } from 'solid-js'
import type { CustomerOrder, Return } from '../client'
import { AddressLines } from '../components/address-card'
import { Button } from '../components/button'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { QrCode } from '../components/qr-code'
import { carrierOf } from '../text/carrier'
import { text } from '../text/text'

type LabelData = NonNullable<Return['label']>
const papers = ['A4', 'Letter'] as const

/** The label on a sheet of paper, with what belongs into the parcel below it. */
export function LabelPage(props: {
  order: CustomerOrder
  ret: Return
  label: LabelData
  shop: string
}) {
  const [paper, setPaper] = createSignal<(typeof papers)[number]>(paperOf(props.label.from.country))
  return (
    <>
      <div class="screen-only print-controls">
        <Heading title={text('print_title')} shop={props.shop} />
        <p class="intro">{text('print_help')}</p>
        <fieldset class="papers">
          <legend class="field-label">{text('paper')}</legend>
          <For each={papers}>
            {(each) => (
              <label class="option">
                <input
                  class="option-input"
                  type="radio"
                  name="paper"
                  checked={each === paper()}
                  onChange={() => setPaper(each)}
                />
                {each}
              </label>
            )}
          </For>
        </fieldset>
        <div class="form-actions">
          <Button onPress={() => window.print()}>{text('print')}</Button>
          <Link class="button button-quiet" to={`order/returns/${props.ret.id}`}>
            {text('back')}
          </Link>
        </div>
      </div>
      <article class="sheet" data-paper={paper()}>
        <div class="sheet-label">
          <p class="sheet-carrier" dir="auto">
            {carrierOf(props.label) ?? props.label.to.name} {props.label.service}
          </p>
          <div class="sheet-address">
            <p class="sheet-caption">{text('label_from')}</p>
            <AddressLines address={props.label.from} on_parcel />
          </div>
          <div class="sheet-address sheet-to">
            <p class="sheet-caption">{text('label_to')}</p>
            <AddressLines address={props.label.to} on_parcel />
          </div>
          <QrCode content={props.label.tracking_number} label={text('tracking_number')} />
          <p class="sheet-number">
            <bdi>{props.label.tracking_number}</bdi>
          </p>
        </div>
        <div class="sheet-slip">
          <p>{text('return_number', { number: props.ret.number })}</p>
          <ul>
            <For each={props.ret.lines}>
              {({ line_id, quantity, sku }) => (
                <li>
                  {text('quantity', { quantity: String(quantity) })}{' '}
                  <span dir="auto">
                    {props.order.lines.find(({ id }) => id === line_id)?.title}
                  </span>{' '}
                  ({sku})
                </li>
              )}
            </For>
          </ul>
        </div>
      </article>
    </>
  )
}

/** Where people print on Letter. */
const letterCountries = [
  'US',
  'CA',
  'MX',
  'CL',
  'CO',
  'CR',
  'DO',
  'GT',
  'PA',
  'PH',
  'PR',
  'SV',
  'VE',
]
const paperOf = (country: string) => (letterCountries.includes(country) ? 'Letter' : 'A4')
