import { For, Show } from 'solid-js'
import { money } from '../text/format'
import { text } from '../text/text'

interface Line {
  title: string
  quantity: number
  total?: number
  properties?: Readonly<Record<string, string>>
}

/** What is in an order or a parcel; with a currency, what it cost. */
export function Items(props: { lines: readonly Line[]; currency?: string | undefined }) {
  return (
    <ul class="items">
      <For each={props.lines}>
        {(line) => (
          <li class="item">
            <span class="item-quantity">
              {text('quantity', { quantity: String(line.quantity) })}
            </span>
            <span class="item-title" dir="auto">
              {line.title}
              <For each={Object.entries(line.properties ?? {})}>
                {([name, value]) => (
                  <span class="item-property">
                    {name}: {value}
                  </span>
                )}
              </For>
            </span>
            <Show when={props.currency}>
              {(currency) => <span class="item-amount">{money(line.total ?? 0, currency())}</span>}
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}
