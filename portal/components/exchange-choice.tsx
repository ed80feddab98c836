import { createResource, createSignal, onCleanup, Show } from 'solid-js'
import type { Client, ExchangeItems } from '../client'
import type { ReturnDraft } from '../primitives/create-return-draft'
import { money } from '../text/format'
import { text } from '../text/text'
import { Choice } from './choice'
import { Field } from './field'

/** Long enough to type on, short enough not to be noticed. */
const TYPING_MS = 250
type Item = ExchangeItems['data'][number]

/** What is wanted instead: other sizes and colors first, all else by its name. */
export function ExchangeChoice(props: { client: Client; draft: ReturnDraft; checked: boolean }) {
  const [search, setSearch] = createSignal('')
  const line_ids = props.draft.lines().map(({ line_id }) => line_id)
  const [items] = createResource(search, async (wanted) => {
    const answer = await props.client.exchangeItems(line_ids, wanted)
    return answer.type === 'done' ? answer.body : undefined
  })
  let typing: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(typing))
  const type = (wanted: string) => {
    clearTimeout(typing)
    typing = setTimeout(() => setSearch(wanted.trim()), TYPING_MS)
  }
  const chosen = () => props.draft.draft.exchange
  const found = () => items.latest?.data ?? []
  const help = ({ unit_price, in_stock }: Item) => {
    const price = money(unit_price, items.latest?.currency ?? 'EUR')
    return in_stock ? price : `${price} · ${text('exchange_none_left')}`
  }
  const choose = (sku: string) => {
    const item = found().find((each) => each.sku === sku)
    if (item) {
      const { title, unit_price } = item
      props.draft.setExchange({ ...chosen(), sku, title, unit_price })
    }
  }
  return (
    <div class="exchange">
      <Field name="exchange-search" label={text('exchange_search')}>
        {(ties) => (
          <input
            {...ties}
            required={false}
            class="field-input"
            type="search"
            autocomplete="off"
            maxlength={100}
            dir="auto"
            onInput={(event) => type(event.currentTarget.value)}
          />
        )}
      </Field>
      <div aria-busy={items.loading}>
        <Choice
          name="exchange"
          legend={text('exchange_item')}
          options={found().map((item) => ({
            value: item.sku,
            label: item.title,
            help: help(item),
            disabled: !item.in_stock,
          }))}
          chosen={chosen().sku}
          problem={props.checked && chosen().sku === '' ? text('exchange_missing') : undefined}
          onChoose={choose}
        />
      </div>
      <output class="quiet">
        <Show when={items.loading} fallback={found().length === 0 ? text('exchange_nothing') : ''}>
          {text('loading')}
        </Show>
      </output>
      <Field name="exchange-quantity" label={text('exchange_quantity')}>
        {(ties) => (
          <select
            {...ties}
            class="field-input"
            onChange={(event) =>
              props.draft.setExchange({ ...chosen(), quantity: Number(event.currentTarget.value) })
            }
          >
            {[1, 2, 3, 4, 5].map((quantity) => (
              <option value={quantity} selected={quantity === chosen().quantity}>
                {quantity}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}
