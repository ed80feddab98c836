import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { CustomerOrder, Quoted } from '../client'
import { Button } from '../components/button'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { QuantityPicker } from '../components/quantity-picker'
import { StepHeading } from '../components/step-heading'
import type { ReturnDraft } from '../primitives/create-return-draft'
import { go } from '../router'
import { day } from '../text/format'
import { text } from '../text/text'

/** The first screen: which items, how many; and why not, where it is not possible. */
export function ReturnItems(props: {
  order: CustomerOrder
  quoted: Quoted
  draft: ReturnDraft
  shop: string
}) {
  const [missing, setMissing] = createSignal(false)
  const rows = () =>
    props.quoted.lines.flatMap((line) => {
      const of_order = props.order.lines.find(({ id }) => id === line.line_id)
      return of_order ? [{ ...line, title: of_order.title }] : []
    })
  const possible = () => rows().some(({ returnable }) => returnable > 0)
  const next = () => {
    const none = props.draft.lines().length === 0
    setMissing(none)
    if (!none) go('order/return/reason')
  }
  return (
    <>
      <StepHeading step={1} title={text('return_items_title')} shop={props.shop} />
      <Show when={missing()}>
        <Notice title={text('return_items_missing')} />
      </Show>
      <Show when={!possible()}>
        <p class="intro">{text('return_nothing')}</p>
      </Show>
      <ul class="card items">
        <For each={rows()}>
          {(row) => (
            <li class="item return-line" data-impossible={row.returnable === 0 ? '' : undefined}>
              <span class="item-title">
                <span dir="auto">{row.title}</span>
                <Switch>
                  <Match when={row.reason}>
                    {(reason) => <span class="item-property">{text(`why_${reason()}`)}</span>}
                  </Match>
                  <Match when={row.deadline}>
                    {(deadline) => (
                      <span class="item-property">
                        {text('return_until', { date: day(deadline()) })}
                      </span>
                    )}
                  </Match>
                </Switch>
              </span>
              <Show when={row.returnable > 0}>
                <QuantityPicker
                  name={row.line_id}
                  title={row.title}
                  max={row.returnable}
                  quantity={props.draft.draft.quantities[row.line_id] ?? 0}
                  onChange={(quantity) => props.draft.setQuantity(row.line_id, quantity)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <div class="form-actions">
        <Show when={possible()}>
          <Button onPress={next}>{text('next')}</Button>
        </Show>
        <Link class="button button-quiet" to="order">
          {text('back')}
        </Link>
      </div>
    </>
  )
}
